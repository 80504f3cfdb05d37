/**
 * Arms a production profile that is sent on this site, or disarms it. Part of the first paint, since it
 * stands above the choices. It has no key, and no click elsewhere arms.
 */
import { useRef } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import { armedFor } from '../../domain/arming';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Command } from '../../protocol/messages';
import { minuteTime } from '../../ui/clock-text';
import { useNow } from '../../ui/use-now';

interface ArmRowProps {
  readonly profile: ProfileSummary;
  readonly state: OpenState;
  readonly origin: Origin;
  /** Whether other profiles are sent beside it: then the row names it. */
  readonly isNamed: boolean;
  readonly act: (command: Command) => void;
}

/** Milliseconds. The second click of two on *Disarm* comes sooner, and one as the ten minutes end. */
const NO_CLICK_MS = 500;

export function ArmRow({ profile, state, origin, isNamed, act }: ArmRowProps) {
  const armed = armedFor(state.armed, profile, origin);
  const now = useNow(armed !== undefined);
  const { id: profileId, name } = profile;
  const armedAt = useRef(Number.NEGATIVE_INFINITY);
  // The background says so a moment later.
  if (armed && now < armed.until) {
    const time = minuteTime(armed.until);
    armedAt.current = performance.now();
    return (
      <div class="row arm">
        <p role="status">
          {isNamed ? text('popupArmedNamed', name, time) : text('popupArmed', time)}
        </p>
        {/* A key: the focus must not go from this button to the one that arms. */}
        <button
          key="disarm"
          type="button"
          aria-label={isNamed ? text('popupDisarmNamed', name) : undefined}
          onClick={() => act({ type: 'pick/disarm', origin, profileId })}
        >
          {text('popupDisarm')}
        </button>
      </div>
    );
  }
  const arm = () => {
    if (performance.now() - armedAt.current < NO_CLICK_MS) return;
    act({ type: 'pick/arm', origin, profileId });
  };
  return (
    <div class="row arm">
      <p>
        {isNamed ? text('popupReadsOnlyNamed', name) : text('popupReadsOnly')}{' '}
        <span class="hint">{text('popupArmMeaning')}</span>
      </p>
      <button
        key="arm"
        type="button"
        aria-label={isNamed ? text('popupArmNamed', name) : undefined}
        onClick={arm}
      >
        {text('popupArm')}
      </button>
    </div>
  );
}
