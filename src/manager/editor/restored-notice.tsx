/** Says that the form is an unsaved draft, and offers to add the site that the user came from. */
import { text } from '../../platform/texts';
import type { EditorDraft } from './editor-draft';
import { originAsStored } from './typed-places';

interface RestoredNoticeProps {
  readonly draft: EditorDraft;
  /** The vault can only be read, so it has no bin for the form. */
  readonly readOnly: boolean;
  /** The site of the popup, if the user came from there. */
  readonly site: string | undefined;
  readonly onAddSite: (site: string) => void;
  readonly onDiscard: () => void;
}

export function RestoredNotice(props: RestoredNoticeProps) {
  const { draft, readOnly, site, onAddSite, onDiscard } = props;
  const isAnother =
    site !== undefined && !draft.sites.some(({ url }) => originAsStored(url) === site);
  return (
    <div class="notice restored stack">
      <div class="row">
        <span role="status">{text(readOnly ? 'draftRestoredForGood' : 'draftRestored')}</span>
        <button type="button" onClick={onDiscard}>
          {text('draftDiscard')}
        </button>
      </div>
      {isAnother && (
        <div class="row">
          <span>{text('draftCameFrom', site)}</span>
          <button type="button" onClick={() => onAddSite(site)}>
            {text('draftAddSite')}
          </button>
        </div>
      )}
    </div>
  );
}
