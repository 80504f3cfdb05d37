// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type Settings,
  UNTIL_BROWSER_CLOSES,
} from '../../../src/domain/settings';
import { AutoLockSettings } from '../../../src/manager/views/auto-lock-settings';
import type { Reply, Send } from '../../../src/protocol/messages';

const isFirefox = vi.hoisted(() => vi.fn(() => false));
vi.mock('../../../src/platform/browser-info', () => ({ isFirefox }));
vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  isFirefox.mockReturnValue(false);
});

function draw(change: Partial<Settings> = {}) {
  const send = vi.fn(async (): Promise<Reply> => ({ ok: true }));
  // Cast: it gives the same answer to each command.
  render(<AutoLockSettings settings={{ ...DEFAULT_SETTINGS, ...change }} send={send as Send} />);
  return send;
}

const choice = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Lock after' });
const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /^Lock when/ });

describe('AutoLockSettings', () => {
  it('offers minutes, hours, and until the browser closes', () => {
    draw();

    expect([...choice().options].map(({ text }) => text)).toEqual([
      '5 minutes',
      '15 minutes',
      '60 minutes',
      '4 hours',
      '8 hours',
      'Until the browser closes',
    ]);
  });

  it('sends the number that means until the browser closes', () => {
    const send = draw();

    fireEvent.change(choice(), { target: { value: String(UNTIL_BROWSER_CLOSES) } });

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { autoLockMinutes: UNTIL_BROWSER_CLOSES },
    });
  });

  it('shows the lock with the computer as on, and says why it cannot be off', () => {
    draw({ autoLockMinutes: UNTIL_BROWSER_CLOSES, lockWithComputer: false });

    expect(box().checked).toBe(true);
    expect(box().disabled).toBe(true);
    screen.getByText(/^Always on with “Until the browser closes”/);
    screen.getByText(/12 hours after you unlocked/);
  });

  it.each([true, false])('changes the lock with the computer otherwise: %j', (on) => {
    const send = draw({ lockWithComputer: on });
    expect(box().checked).toBe(on);

    fireEvent.click(box());

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { lockWithComputer: !on },
    });
  });

  it('says in Firefox that it has no effect, since Firefox reports no lock', () => {
    isFirefox.mockReturnValue(true);

    draw();

    screen.getByText(/^Firefox does not tell extensions that the computer is locked/);
  });
});
