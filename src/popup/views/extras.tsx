/**
 * The extras of a site: check boxes below the choice of a profile. Loaded where a site has some. For each
 * one that is on it says what the page's own address carries, or why it does not.
 */
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import { headersSetAt, heldBackAt, sentAt } from '../../domain/extras';
import type { Explained } from '../../domain/inquiry';
import type { ProfileId } from '../../domain/profile';
import { isDue } from '../../domain/rotation';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { daysText } from '../../ui/days-text';
import { failureText } from '../../ui/failure-text';
import { extraVerdictText } from '../../ui/verdict-text';
import type { RowEvents } from './row-actions';
import { SchemeChips } from './scheme-chips';

interface ExtrasProps {
  readonly extras: readonly ProfileSummary[];
  readonly state: OpenState;
  readonly origin: Origin;
  /** The address of the tab. */
  readonly url: string;
  readonly ask: Ask;
  readonly events: RowEvents;
  /** The row of a choice, with its menu: the view above has it already. */
  readonly row: ComponentType<{
    readonly profile: ProfileSummary;
    readonly schemes: readonly SchemeSummary[];
    readonly events: RowEvents;
    readonly children: ComponentChildren;
  }>;
  readonly onChange: (profileId: ProfileId, isOn: boolean) => void;
}

export function Extras(props: ExtrasProps) {
  const { extras, state, origin, url, ask, events, row: Row, onChange } = props;
  const on = state.extras[origin] ?? [];
  const sent = sentAt(state, origin);
  const isOff = sent.length === 0;
  const explained = useExplained(ask, url, JSON.stringify([sent, state.allowed]));
  const linesOf = (extra: ProfileSummary): readonly string[] =>
    sent.includes(extra) ? toldOf(extra, { state, origin, explained }) : [];

  return (
    <fieldset class="choices">
      <legend>{text('popupExtras')}</legend>
      {isOff && on.length > 0 && (
        <p id="extras-off" class="hint">
          {text('popupExtrasOff')}
        </p>
      )}
      {extras.map((extra) => (
        <div key={extra.id}>
          <Row profile={extra} schemes={state.schemes} events={events}>
            <label class="choice">
              <input
                type="checkbox"
                autocomplete="off"
                checked={on.includes(extra.id)}
                aria-describedby={isOff && on.length > 0 ? 'extras-off' : `told-of-${extra.id}`}
                onChange={({ currentTarget }) => onChange(extra.id, currentTarget.checked)}
              />
              <span class={`dot ${extra.colour}`} aria-hidden="true" />
              <span class="name" title={extra.name}>
                {extra.name}
              </span>
              <SchemeChips headers={extra.headers} isProduction={extra.production !== undefined} />
            </label>
          </Row>
          <div id={`told-of-${extra.id}`} class="told-of-extra">
            {linesOf(extra).map((line) => (
              <p class="hint" key={line}>
                {line}
              </p>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** @param key - Changes with the facts: then the background is asked again. */
function useExplained(ask: Ask, url: string, key: string): Explained | undefined {
  const [known, setKnown] = useState<{ readonly key: string; readonly answer: Explained }>();
  useEffect(() => {
    let isCurrent = true;
    const question = { url, way: 'opened', method: 'GET', page: '' } as const;
    void ask({ type: 'diagnosis/explain', question }).then(
      (answer) => answer && isCurrent && setKnown({ key, answer }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return known?.key === key ? known.answer : undefined;
}

interface Circumstances {
  readonly state: OpenState;
  readonly origin: Origin;
  readonly explained: Explained | undefined;
}

/**
 * The headers that another profile sets, those that could not be made, why the address lacks one, and a
 * credential that is due.
 */
function toldOf(
  { id, rotation, rotateEveryDays = 0 }: ProfileSummary,
  { state, origin, explained }: Circumstances,
): readonly string[] {
  const nameOf = (of: ProfileId) => state.profiles.find((each) => each.id === of)?.name ?? '';
  const sent = sentAt(state, origin);
  const held = heldBackAt(origin, sent).filter(({ extra }) => extra === id);
  const failed = headersSetAt(origin, sent).flatMap(
    ({ profile, header: { headerNames, status } }) =>
      profile.id === id && status.state === 'failed'
        ? [text('verdictHeaderFailed', headerNames.join(', '), failureText(status.failure))]
        : [],
  );
  const left =
    explained?.ok && explained.extras?.find((each) => each.profileId === id && 'verdict' in each);
  return [
    ...held.map(({ name, by }) => text('popupExtraHeld', name, nameOf(by))),
    ...failed,
    ...(failed.length === 0 && left && 'verdict' in left ? [extraVerdictText(left.verdict)] : []),
    // The first of extras alone has the reminder above.
    ...(rotation && isDue(rotation) && state.picks[origin] !== id
      ? [text('rotationReminder', daysText(rotation.ageDays), daysText(rotateEveryDays))]
      : []),
  ];
}
