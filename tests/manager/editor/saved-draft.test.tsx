// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../src/domain/errors';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import type { Reply } from '../../../src/protocol/messages';
import { EMPTY_STATE } from '../../support/app-states';
import { draftOf } from '../../support/drafts';
import { drawEditor, field, press, STORED, type } from '../../support/editor';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }),
);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const PASSWORD = 'Password or API secret';
const TYPED = draftOf('Half', 'https://api.test', 'basic', { username: 'abcd' });
const RESTORED = textOf('draftRestored');
/** The form above as the background gives it back: without its secret. */
const SAVED: ProfileDraft = {
  ...TYPED,
  pick: false,
  headers: TYPED.headers.map((each) => ({
    ...each,
    key: 'k',
    fieldsInBackground: ['password'],
    accepted: [],
  })),
};

const aMomentLater = () => vi.advanceTimersByTimeAsync(1000);
const refused = (failure: Failure) => ({ ok: false, failure, state: EMPTY_STATE }) as const;

describe('what is typed', () => {
  it('is kept a moment after the last key, under a key for each header', async () => {
    const { keeping } = await drawEditor({});

    type('Name', 'H');
    type('Name', 'Half');
    type(PASSWORD, '1234');
    await aMomentLater();

    expect(keeping()).toMatchObject([
      {
        type: 'draft/keep',
        draft: {
          name: 'Half',
          headers: [{ key: expect.stringMatching(/^[\da-f-]{36}$/), fields: { password: '1234' } }],
        },
      },
    ]);
  });

  it.each([
    ['the field is left', () => fireEvent.focusOut(field('Name'))],
    [
      'the page is hidden',
      () => fireEvent(document, new Event('visibilitychange', { bubbles: true })),
    ],
    ['the page goes', () => fireEvent(window, new Event('pagehide'))],
  ])('is kept at once when %s', async (_, happen) => {
    const { keeping } = await drawEditor({});
    type('Name', 'Half');
    await Promise.resolve();

    happen();

    expect(keeping()).toMatchObject([{ type: 'draft/keep', draft: { name: 'Half' } }]);
  });

  it('is kept when the editor goes, as it does when the vault is locked', async () => {
    const { keeping, unmount } = await drawEditor({});
    type('Name', 'Half');
    await Promise.resolve();

    unmount();

    await vi.waitFor(() => {
      expect(keeping()).toMatchObject([{ type: 'draft/keep', draft: { name: 'Half' } }]);
    });
  });

  it('is kept once, however often there is an occasion', async () => {
    const { keeping } = await drawEditor({});
    type('Name', 'Half');
    await aMomentLater();

    fireEvent.focusOut(field('Name'));
    cleanup();

    expect(keeping()).toHaveLength(1);
  });

  it('is no draft before a text is typed', async () => {
    const { keeping } = await drawEditor({ site: 'https://api.test' });

    await aMomentLater();
    cleanup();

    expect(keeping()).toEqual([]);
  });

  it('is none any more once it is taken back', async () => {
    const { keeping } = await drawEditor({ stored: STORED });
    type('Name', 'Another');
    await aMomentLater();

    type('Name', STORED.name);
    await aMomentLater();

    expect(keeping()).toMatchObject([
      { type: 'draft/keep', draft: { id: 'p', revision: 3, name: 'Another' } },
      { type: 'draft/clear', key: 'p' },
    ]);
  });

  it('is kept before it is saved, and not after', async () => {
    let saved = (_: Reply) => {};
    const reply = new Promise<Reply>((resolve) => {
      saved = resolve;
    });
    const { sent, onDone } = await drawEditor({}, reply);
    type('Name', 'Half');
    await Promise.resolve();

    press('Save');
    type('Name', 'Half, and a key pressed too late');
    await aMomentLater();
    saved({ ok: true, state: EMPTY_STATE });
    await vi.waitFor(() => expect(onDone).toHaveBeenCalled());
    cleanup();

    expect(sent.map((each) => each.type)).toEqual(['draft/keep', 'profile/save']);
  });

  it('goes on being kept after a save that was refused', async () => {
    const { keeping } = await drawEditor({}, refused({ code: 'storage-failed' }));
    type('Name', 'Half');
    await Promise.resolve();
    press('Save');
    await screen.findByRole('alert');

    type('Name', 'Half more');
    await aMomentLater();

    expect(keeping().at(-1)).toMatchObject({ draft: { name: 'Half more' } });
  });

  it('is given up by Cancel', async () => {
    const { sent, onDone } = await drawEditor({});
    type('Name', 'Half');
    await aMomentLater();

    press('Cancel');
    cleanup();

    expect(sent.at(-1)).toEqual({ type: 'draft/discard', key: 'new' });
    expect(onDone).toHaveBeenCalledOnce();
  });
});

it('is discarded with the last change, which the bin gets', async () => {
  const { keeping } = await drawEditor({});
  type('Name', 'Half');
  await Promise.resolve();

  press('Cancel');
  cleanup();

  expect(keeping()).toMatchObject([
    { type: 'draft/keep', draft: { name: 'Half' } },
    { type: 'draft/discard', key: 'new' },
  ]);
});

describe('a form that was kept', () => {
  it('promises no bin where the vault can only be read', async () => {
    await drawEditor({ savedDraft: SAVED, readOnly: true });

    expect(screen.getByText(textOf('draftRestoredForGood'))).toBeDefined();
    expect(screen.queryByText(RESTORED)).toBeNull();
  });

  it('is shown as it was, its secret as kept, and says so', async () => {
    const { keeping } = await drawEditor({ savedDraft: SAVED });

    expect(screen.getByText(RESTORED).getAttribute('role')).toBe('status');
    expect(field('Name').value).toBe('Half');
    expect(field('Site').value).toBe('https://api.test');
    expect(field('User name or API key').value).toBe('abcd');
    expect(field(/Use it on this site/).checked).toBe(false);
    expect(screen.queryByLabelText(PASSWORD)).toBeNull();
    screen.getByText('What you typed is kept. It cannot be shown; replace it to change it.');
    await aMomentLater();
    expect(keeping()).toEqual([]);
  });

  it('saves with the names of what the background has', async () => {
    const { saves } = await drawEditor({ savedDraft: SAVED });

    press('Save');

    expect(saves()).toMatchObject([
      {
        profile: {
          revision: 0,
          headers: [{ key: 'k', fields: { username: 'abcd' }, fieldsInBackground: ['password'] }],
        },
        pick: false,
      },
    ]);
  });

  it('is asked no secret for that is kept, and says nothing of it', async () => {
    const findings = [
      { field: 'password', problem: 'space-around', severity: 'doubtful' },
    ] as const;
    await drawEditor({ savedDraft: SAVED, report: { findings, facts: [] } });

    await aMomentLater();

    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('gives its secret away for another where asked to', async () => {
    const { saves } = await drawEditor({ savedDraft: SAVED });

    press('Replace');
    await screen.findByLabelText(PASSWORD);
    type(PASSWORD, 'new');
    await Promise.resolve();
    press('Save');

    const [header] = saves()[0]?.profile.headers ?? [];
    expect(header?.fields).toEqual({ username: 'abcd', password: 'new' });
    expect(header?.fieldsInBackground).toBeUndefined();
  });

  it('says what is odd about a secret that no page has, and takes it as it is', async () => {
    const { saves } = await drawEditor(
      { savedDraft: SAVED },
      refused({
        code: 'credential-doubtful',
        field: 'headers.0.password',
        problem: 'space-around',
      }),
    );
    press('Save');
    await screen.findByRole('alert');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Replace'));

    press('Use it as it is');
    await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    press('Save');

    expect(saves().at(-1)).toMatchObject({
      profile: { headers: [{ fieldsInBackground: ['password'], accepted: ['space-around'] }] },
    });
  });

  it('asks for a secret again that is kept no more', async () => {
    const { saves } = await drawEditor(
      { savedDraft: SAVED },
      refused({ code: 'credential-invalid', field: 'headers.0.password', problem: 'required' }),
    );
    press('Save');
    await screen.findByLabelText(PASSWORD);

    type(PASSWORD, 'again');
    await Promise.resolve();
    press('Save');

    const [header] = saves().at(-1)?.profile.headers ?? [];
    expect(header).toMatchObject({ fields: { password: 'again' } });
    expect(header?.fieldsInBackground).toBeUndefined();
  });

  it('gives way to an empty one where it is discarded', async () => {
    const { keeping } = await drawEditor({ savedDraft: SAVED, site: 'https://other.test' });

    press('Discard');
    await aMomentLater();

    expect(field('Name').value).toBe('Basic at other.test');
    expect(screen.getByText('https://other.test')).toBeDefined();
    expect(screen.queryByText(RESTORED)).toBeNull();
    expect(keeping()).toEqual([{ type: 'draft/discard', key: 'new' }]);
  });

  it('offers the site that one came from, unless it is in it', async () => {
    await drawEditor({ savedDraft: SAVED, site: 'https://api.test' });
    expect(screen.queryByRole('button', { name: 'Add this site' })).toBeNull();
    cleanup();
    const { saves } = await drawEditor({ savedDraft: SAVED, site: 'https://other.test' });

    press('Add this site');
    await Promise.resolve();
    press('Save');

    expect(saves()[0]?.profile.sites.map(({ url }) => url)).toEqual([
      'https://api.test',
      'https://other.test',
    ]);
  });

  it('of a stored profile keeps the stored credential, and the revision of its beginning', async () => {
    const savedDraft = {
      ...SAVED,
      id: 'p',
      revision: 2,
      headers: [{ key: 'k', id: 'h', schemeId: 'basic', paths: [], methods: [] }],
    };
    const { saves } = await drawEditor({ stored: STORED, savedDraft });

    // Revision 3 is stored meanwhile, and this draft does not edit it.
    screen.getByRole('region', { name: 'This profile was changed in another window' });
    press('Save');

    expect(saves()).toMatchObject([
      { profile: { id: 'p', revision: 2, name: 'Half', headers: [{ id: 'h' }] } },
    ]);
    expect(JSON.stringify(saves())).not.toContain('fields');
  });
});
