/** The views that the popup loads on demand, by one import: the build makes one file of them. */

export { News } from '../../ui/news';
export { PasskeyButton } from '../../ui/passkey-button';
export { WidenedNotice } from '../../ui/widened-notice';
export { addressReport } from '../address-report';
export { Extras } from './extras';
export { KeysSheet } from './keys-sheet';
export { NeedsElsewhere } from './needs-elsewhere';
export { OnlyInTab } from './only-in-tab';
export { PageOffers } from './page-offers';
export { PickEndLine } from './pick-end-line';
export { ProfileMenu } from './profile-menu';
export { ReloadRow } from './reload-row';
export { ReplaceSecret } from './replace-secret';
export { RowPanel } from './row-panel';
export { TabPicksEnded } from './tab-picks-ended';
export { UnicodeName } from './unicode-name';
export { Why } from './why';
