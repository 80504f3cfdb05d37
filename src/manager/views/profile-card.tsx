/** One profile in the list: where it applies, whether it is in use there, and what to do with it. */
import { useId, useState } from 'preact/hooks';
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import { isPlainHttp, type Origin, type Site } from '../../domain/site';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { KeptCredentials } from '../../ui/kept-credentials';
import { Problem } from '../../ui/problem';
import { schemeName } from '../../ui/scheme-text';
import { RemoveDialog } from './remove-dialog';
import { RotationLine } from './rotation-line';
import { SignInLine } from './sign-in-line';

interface ProfileCardProps {
  readonly profile: ProfileSummary;
  readonly usedOn: (origin: Origin) => boolean;
  /** The origins in use on which the browser lets Keybearer work. */
  readonly allowed: readonly Origin[];
  /** Whether it has changes that are not saved yet. */
  readonly unsaved: boolean;
  readonly act: (command: Command) => void;
  readonly ask: Ask;
}

export function ProfileCard(props: ProfileCardProps) {
  const { profile, usedOn, allowed, unsaved, act, ask } = props;
  const [removing, setRemoving] = useState(false);
  const id = useId();
  const signIns = profile.headers.filter(({ signedIn }) => signedIn !== undefined);
  return (
    <li class="card">
      <div class="row">
        <span class={`dot ${profile.colour}`} aria-hidden="true" />
        <h2 id={id}>{profile.name}</h2>
        {profile.headers.map((header) => (
          <span class="chip" key={header.id}>
            {schemeName(header.schemeId)}
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
          // Two lines of the same words would leave it open which is which.
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
          allowed={allowed.includes(site.origin)}
          asked={profile.headers.flatMap(({ asks }) => asks)}
          onUse={(use) =>
            act({ type: 'pick/set', origin: site.origin, profileId: use ? profile.id : null })
          }
        />
      ))}
      {profile.rotation && <RotationLine rotation={profile.rotation} />}
      <KeptCredentials profile={profile} act={act} />
      <div class="row actions">
        <a href={`#/profile/${profile.id}`} aria-describedby={id}>
          {text(unsaved ? 'managerContinue' : 'managerEdit')}
        </a>
        <button class="quiet" type="button" aria-describedby={id} onClick={() => setRemoving(true)}>
          {text('managerDelete')}
        </button>
      </div>
      {removing && (
        <RemoveDialog
          name={profile.name}
          onRemove={() => act({ type: 'profile/remove', profileId: profile.id })}
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

function HeaderLine({ header: { status, asks, signedIn }, describedBy }: HeaderLineProps) {
  if (status.state === 'waiting') return <p class="hint">{text('error_token_pending')}</p>;
  // Where nobody is signed in, the line below says so, and signing in asks for the servers too.
  if (status.state !== 'failed' || signedIn === false) return null;
  const [server] = asks;
  return (
    <div class="row line">
      <Problem>{failureText(status.failure)}</Problem>
      {server && status.failure.code === 'token-endpoint-not-allowed' && (
        <button
          class="primary"
          type="button"
          aria-describedby={describedBy}
          onClick={() => void requestSites(asks)}
        >
          {text('verdictAllow', new URL(server).host)}
        </button>
      )}
    </div>
  );
}

interface SiteLineProps {
  readonly site: Site;
  /** The id of the profile's name, since every line has buttons of the same words. */
  readonly describedBy: string;
  readonly used: boolean;
  readonly allowed: boolean;
  /** The servers that the profile's tokens come from. */
  readonly asked: readonly Origin[];
  readonly onUse: (use: boolean) => void;
}

function SiteLine({ site, describedBy, used, allowed, asked, onUse }: SiteLineProps) {
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
      {used && !allowed && (
        <div class="row line notice">
          <span>{text('managerNotAllowed')}</span>
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
