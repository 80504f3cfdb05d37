/** All about one profile of the list: its sites, the state on each of them, and its actions. */
import type { HeaderSummary, OpenState, ProfileSummary } from '../../domain/app-state';
import { isSentAt } from '../../domain/extras';
import { siteStatus } from '../../domain/site-status';
import { tokenOriginsOf } from '../../domain/token-origins';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { pickCommand } from '../../ui/pick-command';
import { PreviousCredentials } from '../../ui/previous-credentials';
import { Problem } from '../../ui/problem';
import { schemeName } from '../../ui/scheme-text';
import { ServerWords } from '../../ui/server-words';
import { RotationLine } from './rotation-line';
import { SignInLine } from './sign-in-line';
import { SiteLine } from './site-line';

interface ProfileDetailsProps {
  readonly profile: ProfileSummary;
  readonly state: OpenState;
  /** The id of the profile's name: every line has buttons with the same text. */
  readonly describedBy: string;
  readonly act: (command: Command) => void;
  readonly ask: Ask;
  readonly onDuplicate: () => void;
  readonly onShare: () => void;
  readonly onDelete: () => void;
}

export function ProfileDetails(props: ProfileDetailsProps) {
  const { profile, state, describedBy, act, ask, onDuplicate, onShare, onDelete } = props;
  const signIns = profile.headers.filter(({ signedIn }) => signedIn !== undefined);
  return (
    <>
      {profile.note && <p class="hint">{profile.note}</p>}
      {profile.headers.map((header) => (
        <HeaderLine key={header.id} header={header} describedBy={describedBy} />
      ))}
      {signIns.map((header) => (
        <SignInLine
          key={header.id}
          header={header}
          // Several lines with the same text need a name each.
          name={signIns.length > 1 ? [schemeName(header.schemeId), ...header.paths].join(' ') : ''}
          describedBy={describedBy}
          ask={ask}
        />
      ))}
      {profile.sites.map((site) => (
        <SiteLine
          key={site.origin + site.path}
          site={site}
          describedBy={describedBy}
          used={isSentAt(state, profile, site.origin)}
          status={siteStatus(state, site.origin)}
          asked={tokenOriginsOf(profile.headers)}
          onUse={(use) => act(pickCommand(site.origin, profile, use))}
        />
      ))}
      {profile.rotation && <RotationLine rotation={profile.rotation} />}
      <PreviousCredentials profile={profile} act={act} />
      <div class="row actions">
        <button class="quiet" type="button" aria-describedby={describedBy} onClick={onDuplicate}>
          {text('rowDuplicate')}
        </button>
        <button class="quiet" type="button" aria-describedby={describedBy} onClick={onShare}>
          {text('shareAction')}
        </button>
        <button class="quiet" type="button" aria-describedby={describedBy} onClick={onDelete}>
          {text('managerDelete')}
        </button>
      </div>
    </>
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
