/** Offers to allow the call of this page that was refused the header. */
import type { RefusedCall as Call } from '../../domain/page-offers';
import { isLoopback } from '../../domain/site';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { apisText, originsOf, type PageOfferProps, siteText } from '../page-offer';
import { useWidening } from '../use-widening';

interface RefusedCallProps extends PageOfferProps {
  readonly call: Call;
}

export function RefusedCall({ state, page, call, send, onEdit }: RefusedCallProps) {
  const { failure, widen } = useWidening({ send, onEdit });
  const { caller, site, profileId } = call;
  const profile = state.profiles.find(({ id }) => id === profileId);
  if (!profile) return null;
  const api = siteText(site);
  const allow = () =>
    void widen({
      profile,
      command: { type: 'profile/add-caller', profileId: profile.id, caller: page },
      isWider: !isLoopback(new URL(page).hostname),
      origins: [page, ...originsOf(profile)],
    });
  return (
    <section class="notice stack offer">
      <p>{text('callRefused', api)}</p>
      <p class="hint">
        {text('callMeaning', new URL(page).hostname, apisText(profile), profile.name)}
      </p>
      <div class="row">
        <button type="button" onClick={allow}>
          {text('callAllow', profile.name)}
        </button>
        <button
          class="quiet"
          type="button"
          onClick={() => void send({ type: 'call/decline', caller, site })}
        >
          {text('callDecline')}
        </button>
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </section>
  );
}
