/** The views that the popup loads on demand, by one import: the build makes one file of them. */
export { News } from '../ui/news';
export { WidenedNotice } from '../ui/widened-notice';
export { KeysSheet } from './views/keys-sheet';
export { NeedsElsewhere } from './views/needs-elsewhere';
export { PageOffers } from './views/page-offers';
export { ProfileMenu } from './views/profile-menu';
export { ReloadRow } from './views/reload-row';
export { ReplaceSecret } from './views/replace-secret';
export { RowPanel } from './views/row-panel';
export { UnicodeName } from './views/unicode-name';
export { VerdictActions } from './views/verdict-actions';
export { Why } from './views/why';
