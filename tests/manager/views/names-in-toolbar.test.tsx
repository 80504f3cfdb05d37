// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NamesInToolbar } from '../../../src/manager/views/names-in-toolbar';
import type { Reply, Send } from '../../../src/protocol/messages';
import { stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(namesInToolbar: boolean, reply: Reply = { ok: true }) {
  const send = vi.fn(async () => reply);
  // Cast: it gives the same answer to each command.
  render(<NamesInToolbar settings={{ namesInToolbar }} send={send as Send} />);
  return { send, box: screen.getByRole<HTMLInputElement>('checkbox', { name: /toolbar button/ }) };
}

describe('NamesInToolbar', () => {
  it.each([true, false])('shows whether the names stand there (%s), and changes it', (names) => {
    const { send, box } = draw(names);
    expect(box.checked).toBe(names);

    fireEvent.click(box);

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { namesInToolbar: !names },
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
