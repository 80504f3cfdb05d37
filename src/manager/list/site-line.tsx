/** A site of a profile, with the button that picks the profile there, or ends the pick. */
import { isPlainHttp, type Origin, type Site } from '../../domain/site';
import type { SiteStatus } from '../../domain/site-status';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { verdictText } from '../../ui/verdict-text';

interface SiteLineProps {
  readonly site: Site;
  /** The id of the profile's name: every line has buttons with the same text. */
  readonly describedBy: string;
  readonly used: boolean;
  readonly status: SiteStatus;
  /** The servers that give out the profile's tokens. */
  readonly asked: readonly Origin[];
  readonly onUse: (use: boolean) => void;
}

export function SiteLine({ site, describedBy, used, status, asked, onUse }: SiteLineProps) {
  const { origin, path } = site;
  const url = new URL(origin);
  return (
    <div class="stack">
      <div class="row line">
        <span class="place">{path === '/' ? origin : origin + path}</span>
        {isPlainHttp(url) && <span class="chip attention">{text('plainHttp')}</span>}
        {used && <span class="positive">{text('managerInUse')}</span>}
        <button type="button" aria-describedby={describedBy} onClick={() => onUse(!used)}>
          {text(used ? 'managerStop' : 'managerUse')}
        </button>
      </div>
      {used && 'cause' in status && status.cause === 'not-allowed' && (
        <div class="row line notice">
          <span>{verdictText(status)}</span>
          <button
            class="primary"
            type="button"
            aria-describedby={describedBy}
            onClick={() => void requestSites([origin, ...asked])}
          >
            {text('verdictAllow', url.host)}
          </button>
        </div>
      )}
    </div>
  );
}
