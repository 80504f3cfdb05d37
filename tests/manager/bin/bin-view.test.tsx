// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { BinnedId, BinnedItem } from '../../../src/domain/bin';
import type { Origin } from '../../../src/domain/site';
import { BinView } from '../../../src/manager/bin/bin-view';
import type { Ask, Command, Reply } from '../../../src/protocol/messages';
import { EMPTY_STATE, profileOf } from '../../support/app-states';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const DAY_MS = 24 * 60 * 60_000;

function itemOf(name: string, change: Partial<BinnedItem> = {}): BinnedItem {
  return {
    id: `id-${name}` as BinnedId,
    kind: 'profile',
    name,
    colour: 'teal',
    origins: ['https://api.test' as Origin],
    schemeIds: ['basic'],
    deletedAt: Date.now() - 3.5 * DAY_MS,
    endsAt: Date.now() + 26.5 * DAY_MS,
    ...change,
  };
}

/** The page over a background that has these entries, and refuses if told so. */
async function draw(items: readonly BinnedItem[], refusal?: Reply) {
  const sent: Command[] = [];
  let left = items;
  let restored: OpenState['profiles'] = [];
  // Cast: it is asked for nothing else.
  const ask = vi.fn(async () => left) as unknown as Ask;
  function Page() {
    const [state, setState] = useState(EMPTY_STATE);
    const send = async (command: Command): Promise<Reply> => {
      sent.push(command);
      if (refusal) return refusal;
      if (command.type === 'bin/empty') left = [];
      if (command.type === 'bin/delete') left = left.filter(({ id }) => !command.ids.includes(id));
      if (command.type === 'bin/restore') {
        left = left.filter(({ id }) => id !== command.id);
        restored = [...restored, profileOf(restored.length + 1)];
      }
      const next = { ...state, profiles: restored, binCount: left.length };
      setState(next);
      return { ok: true, state: next };
    };
    return <BinView state={state} send={send} ask={ask} />;
  }
  render(<Page />);
  await waitFor(() => expect(ask).toHaveBeenCalled());
  if (items.length > 0) await screen.findByText(items[0]?.name ?? '');
  return { sent, ask };
}

const rows = () => screen.queryAllByRole('listitem');
const rowOf = (name: string) => {
  const row = rows().find((each) => each.querySelector('strong')?.textContent === name);
  if (!row) throw new Error(`no row of ${name}`);
  return within(row);
};
const pressIn = (name: string, key: string) =>
  fireEvent.click(rowOf(name).getByRole('button', { name: textOf(key) }));
const dialog = () => within(screen.getByRole('dialog'));
const confirm = () =>
  fireEvent.click(dialog().getByRole('button', { name: textOf('deleteForGood') }));
const focused = () => document.activeElement?.closest('li')?.querySelector('strong')?.textContent;

describe('the bin', () => {
  it('says what waits there, and for how long', async () => {
    await draw([itemOf('Sandbox admin')]);

    const row = rowOf('Sandbox admin');
    expect(row.getByText('Basic').className).toBe('chip');
    expect(row.getByText(/api\.test/).textContent).toBe(
      'api.test · deleted 3 days ago · leaves in 27 days',
    );
    expect(row.getByText('leaves in 27 days').title).not.toBe('');
  });

  it.each([
    ['header', 'Header of “A”'],
    ['credential', 'Earlier credential of “A”'],
    ['draft', 'Unsaved form “A”'],
  ] as const)('names an entry of the kind %s', async (kind, name) => {
    await draw([itemOf('First'), itemOf('A', { kind })]);

    screen.getByText(name);
  });

  it('says what is deleted today, and what is about to leave', async () => {
    const now = Date.now();
    await draw([
      itemOf('New', { deletedAt: now, endsAt: now + 30 * DAY_MS }),
      itemOf('Old', { endsAt: now - DAY_MS }),
    ]);

    expect(rows()[0]?.textContent).toContain('deleted today · leaves in 30 days');
    expect(rows()[1]?.textContent).toContain('leaves within a day');
  });

  it('has a sentence for an empty bin, and no button to empty it', async () => {
    await draw([]);

    await screen.findByText(textOf('binNothing'));
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says if it cannot be read', async () => {
    render(<BinView state={EMPTY_STATE} send={vi.fn()} ask={async () => undefined} />);

    await screen.findByText(textOf('binUnread'));
    expect(screen.queryByText(textOf('binNothing'))).toBeNull();
  });

  it('restores, leads to the profile, and moves the focus to the next row', async () => {
    const { sent } = await draw([itemOf('A'), itemOf('B'), itemOf('C')]);

    pressIn('B', 'binRestore');

    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(sent).toEqual([{ type: 'bin/restore', id: 'id-B' }]);
    screen.getByText(textOf('binRestoredProfile', ['B']));
    expect(screen.getByText(textOf('binOpenRestored')).getAttribute('href')).toBe(
      '#/profile/profile-1',
    );
    expect(focused()).toBe('C');
  });

  it('deletes for good only after a question that says what cannot be undone', async () => {
    const { sent } = await draw([itemOf('A'), itemOf('B')]);

    pressIn('B', 'deleteNow');
    expect(sent).toEqual([]);
    dialog().getByText(/cannot be undone/);
    dialog().getByText(/revoke it there/);
    expect(dialog().queryByText(textOf('deleteNowSignIn'))).toBeNull();
    confirm();

    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(sent).toEqual([{ type: 'bin/delete', ids: ['id-B'] }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(focused()).toBe('A');
  });

  it('says that a sign-in is ended at its server', async () => {
    await draw([itemOf('A', { isSignedIn: true })]);

    pressIn('A', 'deleteNow');

    dialog().getByText(textOf('deleteNowSignIn'));
  });

  it('empties the bin after the same question, and moves the focus to the heading', async () => {
    const { sent } = await draw([itemOf('A'), itemOf('B')]);

    fireEvent.click(screen.getByRole('button', { name: 'Empty bin (2)' }));
    dialog().getByText(/cannot be undone/);
    confirm();

    await screen.findByText(textOf('binNothing'));
    expect(sent).toEqual([{ type: 'bin/empty' }]);
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it.each(['binned-unknown', 'storage-failed', 'draft-open'] as const)(
    'says why nothing came back: %s',
    async (code) => {
      await draw([itemOf('A')], { ok: false, failure: { code } });

      pressIn('A', 'binRestore');

      expect((await screen.findByRole('alert')).textContent).not.toBe('');
      expect(rows()).toHaveLength(1);
    },
  );

  it('says in the dialog why nothing was deleted', async () => {
    await draw([itemOf('A')], { ok: false, failure: { code: 'storage-failed' } });

    pressIn('A', 'deleteNow');
    confirm();

    await waitFor(() => dialog().getByRole('alert'));
  });

  it('draws a hundred at first, then all', async () => {
    const many = Array.from({ length: 250 }, (_, index) => itemOf(`P${index}`));
    await draw(many);
    expect(rows()).toHaveLength(100);

    fireEvent.click(screen.getByRole('button', { name: 'Show all 250' }));

    await waitFor(() => expect(rows()).toHaveLength(250));
    expect(focused()).toBe('P100');
  });

  it('asks again when the state changes', async () => {
    const { ask } = await draw([itemOf('A'), itemOf('B')]);
    const before = vi.mocked(ask).mock.calls.length;

    pressIn('A', 'binRestore');

    await waitFor(() => expect(vi.mocked(ask).mock.calls.length).toBeGreaterThan(before));
  });
});
