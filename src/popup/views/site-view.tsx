/** This site: who am I here, is it in force, and switching it. */
import { useState } from 'preact/hooks';
import type { AppState } from '../../domain/app-state';
import type { Failure } from '../../domain/errors';
import type { ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { reloadTab } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/field';
import { schemeName } from '../../ui/scheme-text';
import { profilesOn, verdictOf } from '../verdict';
import { VerdictLine } from './verdict-line';

interface SiteViewProps {
  readonly origin: Origin;
  readonly tabId: number | undefined;
  readonly state: AppState;
  readonly send: Send;
  readonly onAdd: () => void;
}

export function SiteView({ origin, tabId, state, send, onAdd }: SiteViewProps) {
  const [chosen, setChosen] = useState<ProfileId | null>();
  const [switched, setSwitched] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const here = profilesOn(state, origin);
  // Optimistic: the choice shows at once, and falls back to the state's if it was refused.
  const picked = chosen === undefined ? (state.picks[origin] ?? null) : chosen;

  async function choose(profileId: ProfileId | null) {
    setChosen(profileId);
    const reply = await send({ type: 'pick/set', origin, profileId });
    setChosen(undefined);
    setFailure(reply.ok ? undefined : reply.failure);
    setSwitched((before) => before || reply.ok);
  }

  return (
    <section class="stack">
      <h1 class="site">{originText(origin)}</h1>
      <VerdictLine verdict={verdictOf(state, origin)} origin={origin} />
      {failure && <Problem>{failureText(failure)}</Problem>}
      {here.length > 0 && (
        <fieldset class="choices">
          <legend>{text('popupWhoAmI')}</legend>
          <Choice checked={picked === null} onChoose={() => choose(null)}>
            <span class="name">{text('popupNobody')}</span>
            <span class="hint">{text('popupNobodyMeaning')}</span>
          </Choice>
          {here.map(({ id, name, headers }) => (
            <Choice key={id} checked={picked === id} onChoose={() => choose(id)}>
              <span class="name" title={name}>
                {name}
              </span>
              {headers.map((header) => (
                <span class="chip" key={header.id}>
                  {schemeName(header.schemeId)}
                </span>
              ))}
            </Choice>
          ))}
        </fieldset>
      )}
      {switched && tabId !== undefined && (
        <div class="row">
          <span class="hint">{text('popupReloadMeaning')}</span>
          <button type="button" onClick={() => reloadTab(tabId)}>
            {text('popupReload')}
          </button>
        </div>
      )}
      <button type="button" onClick={onAdd}>
        + {text('popupAddProfile')}
      </button>
    </section>
  );
}

/** The host alone, unless the protocol or the port is not what one takes for granted. */
function originText(origin: Origin): string {
  const { protocol, host } = new URL(origin);
  return protocol === 'https:' ? host : origin;
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: preact.ComponentChildren;
}

function Choice({ checked, onChoose, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name="pick" checked={checked} onChange={onChoose} />
      {children}
    </label>
  );
}
