/** Says that this page may call an API, and offers the next step until its calls carry the header. */
import { useEffect, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { requestSites, sitePermissions } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { apisText, originText } from '../origin-text';
import { originsOf } from '../origins-of';
import type { PageOfferProps } from '../page-offer';

interface AllowedCallerProps extends PageOfferProps {
  readonly profile: ProfileSummary;
}

export function AllowedCaller(props: AllowedCallerProps) {
  const { page, state, profile, send, onEdit, onSaved } = props;
  const [missing, setMissing] = useState<readonly Origin[]>([]);
  const origins = [page, ...originsOf(profile)];
  const isInUse = profile.sites.some(({ origin }) => state.picks[origin] === profile.id);
  const [unused] = isInUse ? [] : profile.sites;
  // A grant publishes a new state.
  useEffect(() => {
    void sitePermissions
      .allowed(origins)
      .then((allowed) => setMissing(origins.filter((origin) => !allowed.has(origin))));
  }, [state]);
  const [first] = missing;
  return (
    <section class="notice stack offer">
      <p>{text('callerAllowed', new URL(page).hostname, apisText(profile), profile.name)}</p>
      {unused && <p class="hint">{text('callerOff', profile.name, originText(unused.origin))}</p>}
      <div class="row">
        {first && (
          <button
            type="button"
            onClick={() => void requestSites(missing).then((isAllowed) => isAllowed && onSaved())}
          >
            {text('verdictAllow', new URL(first).host)}
          </button>
        )}
        {unused && (
          <button
            type="button"
            onClick={() =>
              void send({
                type: 'pick/set',
                origin: unused.origin,
                profileId: profile.id,
              }).then(({ ok }) => ok && onSaved())
            }
          >
            {text('callerPick', profile.name)}
          </button>
        )}
        <button class="quiet" type="button" onClick={() => onEdit(profile.id)}>
          {text('managerEdit')}
        </button>
      </div>
    </section>
  );
}
