/** Chooses the profile as which the page may call, and says what that means. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import { isLoopback } from '../../domain/site';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { apisText } from '../origin-text';
import { originsOf } from '../origins-of';
import type { PageOfferProps } from '../page-offer';
import { useWidening } from '../use-widening';
import { ProfileSearch } from './profile-search';

interface ChooseCallerProps extends PageOfferProps {
  readonly profiles: readonly ProfileSummary[];
  readonly onDone: () => void;
}

export function ChooseCaller(props: ChooseCallerProps) {
  const { page, profiles, onDone } = props;
  const { failure, widen } = useWidening(props);
  const [only] = profiles.length === 1 ? profiles : [];
  const [chosenId, setChosenId] = useState(only?.id);
  const chosen = profiles.find(({ id }) => id === chosenId);
  const { hostname } = new URL(page);

  const panel = useRef<HTMLElement>(null);
  // The user has asked for this list, so it takes the focus.
  useEffect(() => panel.current?.querySelector('input')?.focus(), []);

  async function allow(profile: ProfileSummary) {
    const isSaved = await widen({
      profile,
      command: { type: 'profile/add-caller', profileId: profile.id, caller: page },
      isWider: !isLoopback(hostname),
      origins: [page, ...originsOf(profile)],
    });
    if (isSaved) onDone();
  }

  return (
    <section class="notice stack offer" ref={panel}>
      <fieldset class="choices">
        <legend>{text('callWhich', hostname)}</legend>
        <ProfileSearch
          profiles={profiles}
          row={(profile) => (
            <li key={profile.id}>
              <label class="choice">
                <input
                  type="radio"
                  name="caller"
                  autocomplete="off"
                  checked={chosenId === profile.id}
                  onChange={() => setChosenId(profile.id)}
                />
                <span class={`dot ${profile.colour}`} aria-hidden="true" />
                <span class="name">
                  {profile.name}
                  <span class="hint">{apisText(profile)}</span>
                </span>
              </label>
            </li>
          )}
        />
      </fieldset>
      {chosen && <p>{text('callMeaning', hostname, apisText(chosen), chosen.name)}</p>}
      <div class="row">
        {chosen && (
          <button type="button" onClick={() => void allow(chosen)}>
            {text('callAllow', chosen.name)}
          </button>
        )}
        <button class="quiet" type="button" onClick={onDone}>
          {text('cancel')}
        </button>
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </section>
  );
}
