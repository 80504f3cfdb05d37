// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ObserveSettings } from '../../../src/manager/views/observe-settings';
import type { Reply, Send } from '../../../src/protocol/messages';
import { stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(observes: boolean, reply: Reply = { ok: true }) {
  const send = vi.fn(async () => reply);
  // Cast: it gives the same answer to each command.
  render(<ObserveSettings settings={{ observes }} send={send as Send} />);
  return { send, box: screen.getByRole<HTMLInputElement>('checkbox', { name: /^Show results/ }) };
}

describe('ObserveSettings', () => {
  it.each([true, false])('shows whether requests are watched (%s), and changes it', (observes) => {
    const { send, box } = draw(observes);
    expect(box.checked).toBe(observes);

    fireEvent.click(box);

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { observes: !observes },
    });
  });

  it('says so where it could not be stored', async () => {
    const failure = { code: 'storage-failed' } as const;
    const { box } = draw(true, { ok: false, failure, state: stateOf([], {}) });

    fireEvent.click(box);

    const alert = await screen.findByRole('alert');
    await vi.waitFor(() => expect(alert.textContent).toMatch(/could not store/));
  });
});
