/** Lets the page of this tab call an API as one of the profiles. */
import { useState } from 'preact/hooks';
import { isCaller } from '../../domain/is-caller';
import { isPlainHttp } from '../../domain/site';
import { text } from '../../platform/texts';
import type { PageOfferProps } from '../page-offer';
import { AllowedCaller } from './allowed-caller';
import { ChooseCaller } from './choose-caller';

export function CallFromHere(props: PageOfferProps) {
  const { page, state } = props;
  const [isChoosing, setIsChoosing] = useState(false);
  const callable = state.profiles.filter((profile) => !isCaller(profile, page));
  const allowed = state.profiles.filter(({ callers }) => isCaller({ sites: [], callers }, page));
  return (
    <>
      {allowed.map((profile) => (
        <AllowedCaller key={profile.id} {...props} profile={profile} />
      ))}
      {isChoosing && (
        <ChooseCaller {...props} profiles={callable} onDone={() => setIsChoosing(false)} />
      )}
      {!isChoosing && callable.length > 0 && !isPlainHttp(new URL(page)) && (
        <button class="quiet" type="button" onClick={() => setIsChoosing(true)}>
          {text('callHere')}
        </button>
      )}
    </>
  );
}
