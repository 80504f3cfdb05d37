// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppState, OpenState } from '../../src/domain/app-state';
import type { Command, Reply } from '../../src/protocol/messages';
import { Notices } from '../../src/ui/notices';
import { damaged, EMPTY_STATE, LOCKED } from '../support/app-states';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

function draw(change: Partial<OpenState>, closed?: AppState) {
  const sent: Command[] = [];
  const state = closed ?? { ...EMPTY_STATE, ...change };
  const send = async (command: Command): Promise<Reply> => {
    sent.push(command);
    return { ok: true, state };
  };
  render(
    <main>
      <Notices state={state} send={send}>
        <a href="#save">Save</a>
      </Notices>
    </main>,
  );
  return sent;
}

describe('Notices', () => {
  it('are none where there is nothing to say', () => {
    draw({});

    expect(screen.getByRole('main').textContent).toBe('');
  });

  it.each([
    ['repaired', /wrote it anew from the other copy/],
    ['older-restored', /before the last change is back/],
    ['copy-failing', /only one of the two copies/],
    ['bin-gave-way', /oldest entries of the bin/],
  ] as const)('say %s, until it is read', (notice, sentence) => {
    const sent = draw({}, { ...LOCKED, notice });
    expect(screen.getByRole('status').textContent).toMatch(sentence);

    fireEvent.click(screen.getByRole('button', { name: 'OK' }));

    expect(sent).toEqual([{ type: 'notice/dismiss' }]);
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('offer a way out only for a copy that fails', () => {
    draw({ notice: 'copy-failing' });
    expect(screen.queryByRole('link')).not.toBeNull();
    cleanup();

    draw({ notice: 'repaired' });
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('leave a vault that cannot be opened to its own page', () => {
    draw({}, { ...damaged(), notice: 'older-restored' });

    expect(screen.queryByRole('status')).toBeNull();
  });

  it('say for as long as it is so that nothing can be changed', () => {
    draw({ readOnly: true });

    expect(screen.getByText(/no change can be saved/)).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
