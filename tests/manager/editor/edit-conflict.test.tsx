// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSpecId } from '../../../src/domain/profile';
import { EMPTY_STATE } from '../../support/app-states';
import { drawEditor, field, press, STORED, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const NEWER = { ...STORED, revision: 4, note: 'Theirs' };
const CHANGED = 'This profile was changed in another window';
const STALE = { ok: false, failure: { code: 'profile-stale' }, state: EMPTY_STATE } as const;

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent));

describe('a profile that another window has saved while it was edited here', () => {
  it('is compared before anybody saves', async () => {
    const { publish } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await Promise.resolve();

    publish(NEWER);

    await screen.findByRole('region', { name: CHANGED });
    expect(rows()).toEqual([['Note', 'Theirs', 'Mine']]);
    expect(field('Note (optional)').value).toBe('Mine');
  });

  it('takes the eye there when a save is refused for it', async () => {
    const { publish } = await drawEditor({ stored: STORED }, STALE);
    type('Note (optional)', 'Mine');
    await Promise.resolve();
    publish(NEWER);
    await screen.findByRole('region', { name: CHANGED });

    press('Save');

    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(CHANGED));
    expect(screen.getByRole('alert').textContent).toContain('nothing was saved');
  });

  it('is saved over with the revision that was looked at', async () => {
    const { publish, saves, onDone } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await Promise.resolve();
    publish(NEWER);
    await screen.findByRole('region', { name: CHANGED });

    press('Save mine over it');

    await vi.waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(saves()).toMatchObject([
      { profile: { id: 'p', revision: 4, note: 'Mine', headers: [{ id: 'h' }] } },
    ]);
  });

  it('is saved over with the credential of the other window, where only that has replaced it', async () => {
    const { publish, saves } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await Promise.resolve();
    const headers = STORED.headers.map((each) => ({ ...each, id: 'h2' as HeaderSpecId }));
    publish({ ...NEWER, headers });
    await screen.findByRole('region', { name: CHANGED });

    press('Save mine over it');

    expect(saves()).toMatchObject([{ profile: { headers: [{ id: 'h2' }] } }]);
    expect(JSON.stringify(saves())).not.toContain('fields');
  });

  it('is taken where that is wanted, and nothing stays unsaved', async () => {
    const { publish, keeping } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await vi.waitFor(() => expect(keeping()).toHaveLength(1));
    publish(NEWER);
    await screen.findByRole('region', { name: CHANGED });

    press('Discard mine');

    await vi.waitFor(() => expect(field('Note (optional)').value).toBe('Theirs'));
    expect(screen.queryByRole('region', { name: CHANGED })).toBeNull();
    await vi.waitFor(() => expect(keeping().at(-1)).toEqual({ type: 'draft/discard', key: 'p' }));
  });

  it.each([
    ['nothing was typed', ''],
    ['the same was typed', 'Theirs'],
  ])('is taken without a word where %s', async (_, typed) => {
    const { publish, saves } = await drawEditor({ stored: STORED });
    type('Note (optional)', typed);
    await Promise.resolve();

    publish(NEWER);

    await vi.waitFor(() => expect(field('Note (optional)').value).toBe('Theirs'));
    expect(screen.queryByRole('region', { name: CHANGED })).toBeNull();
    press('Save');
    expect(saves()).toMatchObject([{ profile: { revision: 4 } }]);
  });

  it('is no other one where it is what was just saved here', async () => {
    let saved = (_: typeof STALE) => {};
    const reply = new Promise<typeof STALE>((resolve) => {
      saved = resolve;
    });
    const { publish } = await drawEditor({ stored: STORED }, reply);
    type('Note (optional)', 'Mine');
    await Promise.resolve();
    press('Save');

    publish({ ...STORED, revision: 4, note: 'Mine, as it was trimmed' });

    await Promise.resolve();
    expect(screen.queryByRole('region', { name: CHANGED })).toBeNull();
    saved(STALE);
    await screen.findByRole('region', { name: CHANGED });
  });
});

describe('a profile that another window has deleted while it was edited here', () => {
  it('is saved anew once its credential was typed again, which is said', async () => {
    const { publish, saves } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await Promise.resolve();

    publish();

    const region = await screen.findByRole('region', { name: /was deleted in another window/ });
    within(region).getByText(/type it again: the credential of Basic/);
    screen.getByText('The saved credential is gone. Type it again.');
    expect(screen.queryByText(/stored credential is kept/)).toBeNull();
    press('Save as a new profile');
    expect(saves()).toMatchObject([
      { profile: { id: 'p', revision: 0, note: 'Mine', headers: [{ fields: {} }] } },
    ]);
    expect(saves()[0]?.profile.headers[0]?.id).toBeUndefined();
  });

  it('is discarded where that is wanted', async () => {
    const { publish, sent, keeping, onDone } = await drawEditor({ stored: STORED });
    type('Note (optional)', 'Mine');
    await vi.waitFor(() => expect(keeping()).toHaveLength(1));
    publish();
    await screen.findByRole('region', { name: /was deleted in another window/ });

    press('Discard my changes');

    expect(onDone).toHaveBeenCalledOnce();
    cleanup();
    expect(sent.at(-1)).toEqual({ type: 'draft/discard', key: 'p' });
  });
});
