// @vitest-environment happy-dom
import { cleanup, fireEvent, act as flush, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newBinnedId, UNDO_MS, type UndoOffer } from '../../../src/domain/bin';
import { DiscardedCredential } from '../../../src/popup/views/discarded-credential';
import type { Command } from '../../../src/protocol/messages';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const IDS = [newBinnedId()];

/** @returns the commands that are sent. */
function draw(change: Partial<UndoOffer> = {}) {
  const sent: Command[] = [];
  const undo: UndoOffer = {
    kind: 'credential',
    name: 'Sandbox admin',
    ids: IDS,
    endsAt: Date.now() + UNDO_MS,
    ...change,
  };
  render(
    <main>
      <DiscardedCredential undo={undo} act={(command) => sent.push(command)} />
    </main>,
  );
  return sent;
}

const pass = (time: number) =>
  flush(async () => {
    await vi.advanceTimersByTimeAsync(time);
  });

describe('DiscardedCredential', () => {
  it('says where the credential is, and takes it back', () => {
    const sent = draw();

    expect(screen.getByRole('status').textContent).toContain(
      'The discarded credential of “Sandbox admin” is in the bin for 30 days.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));

    expect(sent).toEqual([{ type: 'bin/undo', ids: IDS }]);
    expect(document.activeElement).toBe(document.querySelector('main'));
  });

  it('is gone after ten seconds, when nothing can be undone', async () => {
    draw();

    await pass(UNDO_MS - 1_000);
    expect(screen.queryByRole('status')).not.toBeNull();
    await pass(1_000);

    expect(screen.queryByRole('status')).toBeNull();
  });

  it('leaves other deletions to the manager', () => {
    draw({ kind: 'profile' });

    expect(screen.queryByRole('status')).toBeNull();
  });
});
