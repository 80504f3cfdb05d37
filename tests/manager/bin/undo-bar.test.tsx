// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { BinnedId, UndoOffer } from '../../../src/domain/bin';
import { UndoBar } from '../../../src/manager/bin/undo-bar';
import { SAID_MS } from '../../../src/manager/bin/use-undo';
import type { Command, Reply } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
const START = 1_700_000_000_000;
beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const idsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `binned-${index}` as BinnedId);

const offerOf = (change: Partial<UndoOffer> = {}): UndoOffer => ({
  kind: 'profile',
  name: 'Sandbox admin',
  ids: idsOf(1),
  endsAt: START + 10_000,
  ...change,
});

const BEFORE = stateOf([]);
const AFTER = stateOf([profileOf(1)]);

/** Draws the bar over a list, whose row comes back with the undo. */
function draw(undo?: UndoOffer, reply: Reply = { ok: true, state: AFTER }) {
  const sent: Command[] = [];
  const onUndone = vi.fn();
  const send = async (command: Command) => {
    sent.push(command);
    if (reply.ok) show(AFTER);
    return reply;
  };
  const page = (state: OpenState) => (
    <main>
      <UndoBar state={state} send={send} onUndone={onUndone} />
      <input type="text" aria-label="Note" />
      <button type="button">Elsewhere</button>
      <a href="#/profile/profile-1">Not a row</a>
      <ul>
        {state.profiles.map(({ id, name }) => (
          <li key={id}>
            <a href={`#/profile/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
  const { rerender } = render(page(undo ? { ...BEFORE, undo } : BEFORE));
  const show = (state: OpenState) => rerender(page(state));
  return { sent, show, onUndone };
}

const said = () => screen.getByRole('status').textContent?.replace(textOf('undoKeys'), '').trim();
const button = (key: string) => screen.getByRole('button', { name: textOf(key) });
const noButton = (key: string) => screen.queryByRole('button', { name: textOf(key) });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const typeUndo = (target: Element = document.body, keys = {}) =>
  fireEvent.keyDown(target, { key: 'z', ctrlKey: true, ...keys });

describe('the undo bar', () => {
  it.each([
    [{}, '“Sandbox admin” is in the bin.'],
    [{ ids: idsOf(12) }, '12 profiles are in the bin.'],
    [{ kind: 'header' }, 'Header of “Sandbox admin” is in the bin.'],
    [{ kind: 'header', ids: idsOf(2) }, '2 deletions are in the bin.'],
    [{ kind: 'credential' }, 'Earlier credential of “Sandbox admin” is in the bin.'],
    [{ kind: 'draft' }, 'Unsaved form “Sandbox admin” is in the bin.'],
    [{ kind: 'draft', name: '' }, 'Unsaved form without a name is in the bin.'],
  ] as const)('says what is in the bin: %j', (change, sentence) => {
    draw(offerOf(change));

    expect(said()).toBe(sentence);
  });

  it('has an empty status before, so that a screen reader announces the first deletion', () => {
    draw();

    expect(said()).toBe('');
    expect(screen.queryAllByRole('button')).toHaveLength(1);
  });

  it('does not take the focus', () => {
    const { show } = draw();
    screen.getByText('Elsewhere').focus();

    show({ ...BEFORE, undo: offerOf() });

    expect(document.activeElement?.textContent).toBe('Elsewhere');
  });

  it('speaks of a leaked key, unless only a form was discarded', () => {
    const { show } = draw(offerOf());
    screen.getByText(textOf('undoLeaked'));

    show({ ...BEFORE, undo: offerOf({ kind: 'draft', ids: idsOf(2) }) });

    expect(screen.queryByText(textOf('undoLeaked'))).toBeNull();
  });

  it('goes after ten seconds', async () => {
    draw(offerOf());

    await pass(9_999);
    button('undo');
    await pass(1);

    expect(noButton('undo')).toBeNull();
    expect(said()).toBe('');
  });

  it('is not shown for a state that is too old', () => {
    draw(offerOf({ endsAt: START }));

    expect(noButton('undo')).toBeNull();
  });

  it('goes after ten seconds although the clock was set back', async () => {
    draw(offerOf({ endsAt: START + 3_600_000 }));

    await pass(10_000);

    expect(noButton('undo')).toBeNull();
  });

  it('goes at once when the background takes the offer back', () => {
    const { show } = draw(offerOf());

    show(BEFORE);

    expect(noButton('undo')).toBeNull();
  });

  it('leads to the bin after its time while the focus is in it, and goes once it has left', async () => {
    draw(offerOf());
    button('undo').focus();

    await pass(10_000);

    expect(said()).toBe('It is in the bin for 30 days.');
    const link = screen.getByText('Open the bin');
    expect(link.getAttribute('href')).toBe('#/bin');
    expect(document.activeElement).toBe(link);
    await pass(2 * SAID_MS);
    screen.getByText('Open the bin');
    screen.getByText('Elsewhere').focus();
    await pass(SAID_MS);
    expect(said()).toBe('');
  });

  it('undoes, says so for a moment, and moves the focus to the row that came back', async () => {
    const { sent, onUndone } = draw(offerOf());
    const undo = button('undo');
    undo.focus();

    fireEvent.click(undo);
    fireEvent.click(undo);
    await pass(0);

    expect(sent).toEqual([{ type: 'bin/undo', ids: offerOf().ids }]);
    expect(said()).toBe('“Sandbox admin” is back.');
    expect(onUndone).toHaveBeenCalledExactlyOnceWith('#/profile/profile-1');
    expect(document.activeElement?.textContent).toBe('Profile 1');
    await pass(2 * SAID_MS);
    expect(said()).toBe('');
  });

  it.each([{}, { ctrlKey: false, metaKey: true }, { key: 'Z' }])(
    'undoes by keys outside a text field: %j',
    async (keys) => {
      const { sent } = draw(offerOf());

      typeUndo(screen.getByLabelText('Note'), keys);
      expect(sent).toEqual([]);
      typeUndo(screen.getByText('Elsewhere'), keys);
      await pass(0);

      expect(sent).toEqual([{ type: 'bin/undo', ids: offerOf().ids }]);
    },
  );

  it.each([{ shiftKey: true }, { altKey: true }, { ctrlKey: false }, { repeat: true }])(
    'does not take another key for it: %j',
    (keys) => {
      const { sent } = draw(offerOf());

      typeUndo(document.body, keys);

      expect(sent).toEqual([]);
    },
  );

  it('leaves the keys to the page when nothing can be undone', async () => {
    const { sent } = draw(offerOf());
    await pass(10_000);

    expect(typeUndo()).toBe(true);

    expect(sent).toEqual([]);
  });

  it('says why it was too late, with the way to the bin', async () => {
    draw(offerOf(), { ok: false, failure: { code: 'undo-over' } });

    fireEvent.click(button('undo'));
    await pass(0);

    expect(screen.getByRole('alert').textContent).toBe(textOf('error_undo_over'));
    screen.getByText('Open the bin');
  });

  it('shows a second deletion in place of the first', async () => {
    const { show } = draw(offerOf());
    await pass(9_000);

    show({
      ...BEFORE,
      undo: offerOf({ name: 'B', ids: ['b' as BinnedId], endsAt: START + 19_000 }),
    });
    await pass(5_000);

    expect(said()).toBe('“B” is in the bin.');
  });
});

describe('Delete now', () => {
  it('says first what cannot be undone, also after the time for an undo', async () => {
    const { sent } = draw(offerOf({ ids: idsOf(2) }));
    fireEvent.click(button('deleteNow'));
    const dialog = within(screen.getByRole('dialog'));
    dialog.getByText(/cannot be undone/);
    dialog.getByText(/sign-in is ended/);
    dialog.getByText(/revoke it there/);
    expect(sent).toEqual([]);

    await pass(20_000);
    fireEvent.click(dialog.getByRole('button', { name: textOf('deleteForGood') }));
    await pass(0);

    expect(sent).toEqual([{ type: 'bin/delete', ids: ['binned-0', 'binned-1'] }]);
    expect(said()).toBe('Deleted for good: 2 profiles.');
    expect(document.activeElement?.tagName).toBe('MAIN');
  });

  it('changes nothing when it is cancelled', async () => {
    const { sent } = draw(offerOf());
    fireEvent.click(button('deleteNow'));

    fireEvent.click(button('cancel'));
    await pass(0);

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent).toEqual([]);
    button('undo');
  });
});
