/** Every profile, where it applies, and whether it is in use there. */
import { useState } from 'preact/hooks';
import type { AppState, ProfileSummary } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import type { Origin, Site } from '../../domain/site';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Reply, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/field';
import { schemeName } from '../../ui/scheme-text';

interface ProfilesViewProps {
  readonly state: AppState;
  readonly send: Send;
}

export function ProfilesView({ state, send }: ProfilesViewProps) {
  const [failure, setFailure] = useState<Failure>();
  const show = async (reply: Promise<Reply>) => {
    const answer = await reply;
    setFailure(answer.ok ? undefined : answer.failure);
  };

  return (
    <section class="stack">
      <div class="row">
        <h1>{text('managerTitle')}</h1>
        <a class="push button" href="#/profile/new">
          {text('managerAdd')}
        </a>
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
      {state.profiles.length === 0 && <p class="hint">{text('managerEmpty')}</p>}
      <ul class="stack">
        {state.profiles.map((profile) => (
          <ProfileCard
            key={profile.id}
            profile={profile}
            usedOn={(origin) => state.picks[origin] === profile.id}
            allowed={state.allowed}
            onUse={(origin, use) =>
              show(send({ type: 'pick/set', origin, profileId: use ? profile.id : null }))
            }
            onRemove={() => show(send({ type: 'profile/remove', profileId: profile.id }))}
          />
        ))}
      </ul>
    </section>
  );
}

interface ProfileCardProps {
  readonly profile: ProfileSummary;
  readonly usedOn: (origin: Origin) => boolean;
  readonly allowed: readonly Origin[];
  readonly onUse: (origin: Origin, use: boolean) => void;
  readonly onRemove: () => void;
}

function ProfileCard({ profile, usedOn, allowed, onUse, onRemove }: ProfileCardProps) {
  const [removing, setRemoving] = useState(false);
  return (
    <li class="card">
      <div class="row">
        <h2>{profile.name}</h2>
        {profile.headers.map(({ id, schemeId }) => (
          <span class="chip" key={id}>
            {schemeName(schemeId)}
          </span>
        ))}
      </div>
      {profile.headers.map(
        ({ id, status }) =>
          status.state === 'failed' && <Problem key={id}>{failureText(status.failure)}</Problem>,
      )}
      {profile.sites.map((site) => (
        <SiteLine
          key={site.origin + site.path}
          site={site}
          used={usedOn(site.origin)}
          notAllowed={!allowed.includes(site.origin)}
          onUse={(use) => onUse(site.origin, use)}
        />
      ))}
      <div class="row actions">
        <a href={`#/profile/${profile.id}`}>{text('managerEdit')}</a>
        {!removing && (
          <button class="quiet" type="button" onClick={() => setRemoving(true)}>
            {text('managerRemove')}
          </button>
        )}
      </div>
      {removing && (
        <div class="stack" role="alertdialog" aria-label={text('managerRemove')}>
          <p>{text('managerRemoveQuestion', profile.name)}</p>
          <div class="row">
            <button class="danger" type="button" onClick={onRemove}>
              {text('managerRemoveConfirm')}
            </button>
            <button type="button" onClick={() => setRemoving(false)}>
              {text('cancel')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

interface SiteLineProps {
  readonly site: Site;
  readonly used: boolean;
  readonly notAllowed: boolean;
  readonly onUse: (use: boolean) => void;
}

function SiteLine({ site, used, notAllowed, onUse }: SiteLineProps) {
  const { origin, path } = site;
  return (
    <div class="stack">
      <div class="row">
        <span class="place">{path === '/' ? origin : origin + path}</span>
        {used && <span class="in-use">{text('managerInUse')}</span>}
        <button class="push" type="button" onClick={() => onUse(!used)}>
          {text(used ? 'managerStop' : 'managerUse')}
        </button>
      </div>
      {used && notAllowed && (
        <div class="row not-allowed">
          <span>{text('managerNotAllowed')}</span>
          <button class="primary" type="button" onClick={() => void requestSites([origin])}>
            {text('verdictAllow', new URL(origin).host)}
          </button>
        </div>
      )}
    </div>
  );
}
