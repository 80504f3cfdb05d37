// @vitest-environment happy-dom
/** The button that arms a production profile: the only one, and never at hand by itself. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { ARMED_MS } from '../../../src/domain/arming';
import type { Origin } from '../../../src/domain/site';
import { ArmRow } from '../../../src/popup/views/arm-row';
import { minuteTime } from '../../../src/ui/clock-text';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const profile = { ...profileOf(1, [origin]), production: { readPaths: [] } };
const state = stateOf([profile], { [origin]: profile.id });

function draw(until?: number) {
  const act = vi.fn();
  const place = { profileId: profile.id, origin, revision: 1, tabs: '[null]', armedAt: 0 };
  const armed = until === undefined ? {} : { armed: [{ ...place, until }] };
  render(<ArmRow {...{ profile, origin, act }} state={{ ...state, ...armed }} isNamed={false} />);
  return act;
}

it('arms by its button, which is not focused and has no key', () => {
  const act = draw();

  const button = screen.getByRole('button', { name: 'Arm for 10 minutes' });
  expect(document.activeElement).not.toBe(button);
  expect(button.dataset.first).toBeUndefined();
  expect(button.getAttribute('aria-keyshortcuts')).toBeNull();
  expect(document.body.textContent).toContain('while the computer sleeps');
  expect(act).not.toHaveBeenCalled();
  fireEvent.click(button);

  expect(act).toHaveBeenCalledExactlyOnceWith({
    type: 'pick/arm',
    origin,
    profileId: profile.id,
  });
});

it('says until when, and disarms', () => {
  const until = Date.now() + ARMED_MS;
  const act = draw(until);

  expect(screen.getByRole('status').textContent).toContain(`armed until ${minuteTime(until)}`);
  fireEvent.click(screen.getByRole('button', { name: 'Disarm' }));

  expect(act).toHaveBeenCalledExactlyOnceWith({
    type: 'pick/disarm',
    origin,
    profileId: profile.id,
  });
});

it('does not say armed past the end', () => {
  draw(Date.now() - 1);

  expect(screen.getByRole('button', { name: 'Arm for 10 minutes' })).toBeDefined();
});

it('the second click of two on Disarm does not arm again', () => {
  const act = vi.fn();
  const armed = [
    {
      profileId: profile.id,
      origin,
      revision: 1,
      tabs: '[null]',
      armedAt: 0,
      until: Date.now() + 9e5,
    },
  ];
  const row = (now: typeof state) => (
    <ArmRow {...{ profile, origin, act }} state={now} isNamed={false} />
  );
  const { rerender } = render(row({ ...state, armed }));
  rerender(row(state));
  const button = screen.getByRole('button', { name: 'Arm for 10 minutes' });

  fireEvent.click(button);
  expect(act).not.toHaveBeenCalled();

  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 501);
  fireEvent.click(button);
  expect(act).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
