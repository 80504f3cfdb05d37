/** One profile in the list: its sites, its state on each of them, and its actions. */
import { useId, useState } from 'preact/hooks';
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import { isPlainHttp, type Origin, type Site } from '../../domain/site';
import type { SiteStatus } from '../../domain/site-status';
import { tokenOriginsOf } from '../../domain/token-origins';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { PreviousCredentials } from '../../ui/previous-credentials';
import { Problem } from '../../ui/problem';
import { schemeName } from '../../ui/scheme-text';
import { ServerWords } from '../../ui/server-words';
import { verdictText } from '../../ui/verdict-text';
import { RemoveDialog } from './remove-dialog';
import { RotationLine } from './rotation-line';
import { SignInLine } from './sign-in-line';

interface ProfileCardProps {
  readonly profile: ProfileSummary;
  readonly usedOn: (origin: Origin) => boolean;
  readonly statusAt: (origin: Origin) => SiteStatus;
  /** True if the profile has an unsaved form. */
  readonly unsaved: boolean;
  readonly act: (command: Command) => void;
  readonly ask: Ask;
  readonly onDuplicate: () => void;
}

export function ProfileCard(props: ProfileCardProps) {
  const { profile, usedOn, statusAt, unsaved, act, ask, onDuplicate } = props;
  const [removing, setRemoving] = useState(false);
  const id = useId();
  const signIns = profile.headers.filter(({ signedIn }) => signedIn !== undefined);
  return (
    <li class="card">
      <div class="row">
        <span class={`dot ${profile.colour}`} aria-hidden="true" />
        <h2 id={id}>{profile.name}</h2>
        {profile.headers.map((header) => (
          <span class={header.isOff ? 'chip off' : 'chip'} key={header.id}>
            <span>{schemeName(header.schemeId)}</span>
            {header.isOff && ` ${text('compareOff')}`}
          </span>
        ))}
        {unsaved && <span class="chip attention">{text('managerUnsaved')}</span>}
      </div>
      {profile.note && <p class="hint">{profile.note}</p>}
      {profile.headers.map((header) => (
        <HeaderLine key={header.id} header={header} describedBy={id} />
      ))}
      {signIns.map((header) => (
        <SignInLine
          key={header.id}
          header={header}
          // Several lines with the same text need a name each.
          name={signIns.length > 1 ? [schemeName(header.schemeId), ...header.paths].join(' ') : ''}
          describedBy={id}
          ask={ask}
        />
      ))}
      {profile.sites.map((site) => (
        <SiteLine
          key={site.origin + site.path}
          site={site}
          describedBy={id}
          used={usedOn(site.origin)}
          status={statusAt(site.origin)}
          asked={tokenOriginsOf(profile.headers)}
          onUse={(use) =>
            act({ type: 'pick/set', origin: site.origin, profileId: use ? profile.id : null })
          }
        />
      ))}
      {profile.rotation && <RotationLine rotation={profile.rotation} />}
      <PreviousCredentials profile={profile} act={act} />
      <div class="row actions">
        <a href={`#/profile/${profile.id}`} aria-describedby={id}>
          {text(unsaved ? 'managerContinue' : 'managerEdit')}
        </a>
        <button class="quiet" type="button" aria-describedby={id} onClick={onDuplicate}>
          {text('rowDuplicate')}
        </button>
        <button class="quiet" type="button" aria-describedby={id} onClick={() => setRemoving(true)}>
          {text('managerDelete')}
        </button>
      </div>
      {removing && (
        <RemoveDialog
          name={profile.name}
          onRemove={() => act({ type: 'profile/remove', profileIds: [profile.id] })}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}

interface HeaderLineProps {
  readonly header: HeaderSummary;
  readonly describedBy: string;
}

function HeaderLine({ header: { status, tokenOrigins, signedIn }, describedBy }: HeaderLineProps) {
  if (status.state === 'waiting') return <p class="hint">{text('error_token_pending')}</p>;
  // Without a sign-in the line below says so; signing in also asks the browser for the servers.
  if (status.state !== 'failed' || signedIn === false) return null;
  const [server] = tokenOrigins;
  return (
    <div class="row line">
      <Problem>{failureText(status.failure)}</Problem>
      {server && status.failure.code === 'token-endpoint-not-allowed' && (
        <button
          class="primary"
          type="button"
          aria-describedby={describedBy}
          onClick={() => void requestSites(tokenOrigins)}
        >
          {text('verdictAllow', new URL(server).host)}
        </button>
      )}
      <ServerWords failure={status.failure} />
    </div>
  );
}

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

function SiteLine({ site, describedBy, used, status, asked, onUse }: SiteLineProps) {
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
