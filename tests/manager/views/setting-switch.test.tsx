// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings';
import { SettingsView } from '../../../src/manager/settings-view';
import type { Command, Reply } from '../../../src/protocol/messages';
import { stateOf, withSettings } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('../../../src/platform/preferences', () => ({ readTheme: async () => 'system' }));
afterEach(cleanup);

function draw(setting: string, on: boolean, label: RegExp, reply: Reply = { ok: true }) {
  const sent: Command[] = [];
  const state = withSettings(stateOf([]), { ...DEFAULT_SETTINGS, [setting]: on });
  const send = async (command: Command) => {
    sent.push(command);
    return reply;
  };
  render(<SettingsView state={state} send={send} ask={async () => undefined} />);
  return { sent, box: screen.getByRole<HTMLInputElement>('checkbox', { name: label }) };
}

describe.each([
  ['namesInToolbar', /toolbar button/],
  ['observes', /^Show results/],
])('the switch of %s', (setting, label) => {
  it.each([true, false])('shows whether it is on (%s), and changes that alone', (on) => {
    const { sent, box } = draw(setting, on, label);
    expect(box.checked).toBe(on);

    fireEvent.click(box);

    expect(sent).toEqual([{ type: 'settings/change', settings: { [setting]: !on } }]);
  });

  it('says so where it could not be stored', async () => {
    const failure = { code: 'storage-failed' } as const;
    const { box } = draw(setting, true, label, { ok: false, failure, state: stateOf([], {}) });

    fireEvent.click(box);

    const alert = await screen.findByRole('alert');
    await vi.waitFor(() => expect(alert.textContent).toMatch(/could not store/));
  });
});
