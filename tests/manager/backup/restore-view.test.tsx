// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MissingState, OpenState } from '../../../src/domain/app-state';
import type { BackedUpProfile, BackupPreview } from '../../../src/domain/backup';
import type { ErrorCode } from '../../../src/domain/errors';
import type { Origin } from '../../../src/domain/site';
import { RestoreView } from '../../../src/manager/backup/restore-view';
import type { SavedProfile } from '../../../src/manager/editor/use-profile-edit';
import type { Command, Query, Reply } from '../../../src/protocol/messages';
import { EMPTY_STATE, profileOf, stateOf } from '../../support/app-states';
import { asked } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => void asked.splice(0));
afterEach(cleanup);

const FILE = 'passphrase of the file';
const MISSING: MissingState = {
  vault: 'missing',
  refusedMessages: 0,
  updateWaiting: false,
  schemes: [],
};
const PLAIN = { isThere: false, signIns: 0, wider: [], callers: [], servers: [] };
const PREVIEW: BackupPreview = {
  madeAt: 0,
  profiles: [
    { ...PLAIN, name: 'Admin', hosts: ['api.test'], schemes: ['basic'], isThere: true },
    { ...PLAIN, name: 'Robot', hosts: ['b.test'], schemes: ['bearer'], signIns: 1 },
  ],
  origins: ['https://b.test' as Origin],
  tightened: { autoLockMinutes: 5, paused: true },
  picks: 3,
};

interface Drawn {
  readonly state?: OpenState | MissingState;
  readonly refusal?: ErrorCode;
  readonly reply?: Reply;
  readonly shown?: BackupPreview;
}

function draw({
  state = stateOf([profileOf(1), profileOf(2)]),
  refusal,
  reply,
  shown = PREVIEW,
}: Drawn = {}) {
  const sent: Command[] = [];
  const queries: Query[] = [];
  const done: SavedProfile[] = [];
  function Page() {
    const [now, setNow] = useState<OpenState | MissingState>(state);
    return (
      <RestoreView
        state={now}
        send={async (command) => {
          sent.push(command);
          // A vault that is made is open.
          if (command.type === 'vault/create') setNow(EMPTY_STATE);
          return reply ?? { ok: true };
        }}
        ask={async (query) => {
          queries.push(query);
          // Cast: the view asks no other query.
          return (
            refusal ? { ok: false, failure: { code: refusal } } : { ok: true, preview: shown }
          ) as never;
        }}
        onDone={(saved) => done.push(saved)}
      />
    );
  }
  render(<Page />);
  return { sent, queries, done };
}

function choose(name = 'keybearer.age', content = '-----BEGIN AGE ENCRYPTED FILE-----\n') {
  const field = screen.getByLabelText<HTMLInputElement>('Backup file (.age)');
  Object.defineProperty(field, 'files', { value: [new File([content], name)] });
}

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

const hintsOf = (name: string) =>
  [...(screen.getByText(name).closest('li')?.querySelectorAll('.hint') ?? [])].map(
    ({ textContent }) => textContent,
  );

async function preview(drawn: Drawn = {}) {
  const all = draw(drawn);
  choose();
  type('Passphrase of the file', FILE);
  press('Show what it holds');
  await screen.findByText('Robot');
  return all;
}

describe('the view that restores a backup', () => {
  it.each([
    ['backup-wrong-passphrase', 'Passphrase of the file', 'does not open the backup'],
    ['backup-damaged', 'Backup file (.age)', 'damaged'],
    ['backup-foreign', 'Backup file (.age)', 'not a backup of Keybearer'],
    ['backup-newer', 'Backup file (.age)', 'newer version'],
  ] as const)('says %s at the field %s', async (refusal, label, sentence) => {
    draw({ refusal });
    choose();
    type('Passphrase of the file', FILE);
    press('Show what it holds');

    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true');
  });

  it('asks for a file first', async () => {
    const { queries } = draw();
    press('Show what it holds');

    expect((await screen.findByRole('alert')).textContent).toContain('Choose a file');
    expect(queries).toEqual([]);
  });

  it('shows what the backup holds, merges by default, and asks for all sites at once', async () => {
    const { sent, queries, done } = await preview();

    expect(queries).toMatchObject([{ type: 'backup/preview', filePassphrase: FILE }]);
    expect(screen.getByText('Sign in again')).toBeDefined();
    expect(screen.getByText(/will lock sooner: 5 minutes/)).toBeDefined();
    expect(screen.getByText(/Everything will be paused/)).toBeDefined();
    expect(screen.queryByLabelText('Your passphrase')).toBeNull();
    press('Add missing profiles');
    await vi.waitFor(() => expect(done).toHaveLength(1));

    expect(sent).toMatchObject([{ type: 'backup/restore', how: { mode: 'merge' } }]);
    expect(asked).toEqual(['https://b.test/*']);
    expect(done[0]).toMatchObject({ count: 1, name: 'Robot' });
  });

  it('says what each profile brings beyond its plain site', async () => {
    const robot: BackedUpProfile = {
      ...PLAIN,
      name: 'Robot',
      hosts: ['b.test'],
      schemes: ['oauth2-client-credentials'],
      wider: ['callers', 'ownForms', 'ownPictures', 'allowCache', 'allowHttp'],
      callers: ['https://one.test' as Origin, 'https://two.test' as Origin],
      servers: ['auth.test', 'login.test'],
    };
    const plain = PREVIEW.profiles.slice(0, 1);
    await preview({ shown: { ...PREVIEW, profiles: [...plain, robot] } });

    expect(hintsOf('Robot')).toEqual([
      'b.test',
      'Also allowed: calls by pages of https://one.test, calls by pages of https://two.test, ' +
        'the site’s own forms and iframes, the site’s own pictures and style sheets, ' +
        'answers in the browser’s cache, plain http to other computers.',
      'Can sign in or get tokens at auth.test, login.test.',
    ]);
    expect(hintsOf('Admin')).toEqual(['api.test']);
  });

  it('replaces only with the passphrase, and says before what goes to the bin', async () => {
    const { sent, done } = await preview();

    fireEvent.click(screen.getByLabelText('Replace everything'));
    expect(screen.getByText(/go to the bin for 30 days: 1/)).toBeDefined();
    type('Your passphrase', 'mine');
    press('Replace everything');
    await vi.waitFor(() => expect(done).toHaveLength(1));

    expect(sent).toMatchObject([
      { how: { mode: 'replace', proof: { passphrase: 'mine' } }, filePassphrase: FILE },
    ]);
    expect(done[0]).toMatchObject({ count: 2 });
  });

  it('says a wrong passphrase at its field', async () => {
    await preview({ reply: { ok: false, failure: { code: 'passphrase-wrong' } } });
    fireEvent.click(screen.getByLabelText('Replace everything'));
    press('Replace everything');

    await screen.findByRole('alert');
    await vi.waitFor(() =>
      expect(document.activeElement).toBe(screen.getByLabelText('Your passphrase')),
    );
  });

  it('offers no choice where there is nothing yet', async () => {
    await preview({ state: EMPTY_STATE });

    expect(screen.queryByLabelText('Add missing profiles')).toBeNull();
    expect(screen.getByLabelText('Your passphrase')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Restore' })).toBeDefined();
  });
});

describe('the restore of a first run', () => {
  async function first(prepare: () => void = () => {}, drawn: Drawn = {}) {
    const all = draw({ state: MISSING, ...drawn });
    choose();
    type('Passphrase of the file', FILE);
    prepare();
    press('Create vault and continue');
    return all;
  }

  it('makes a vault with the passphrase of the file, and restores without asking again', async () => {
    const { sent, done } = await first();
    await screen.findByText('Robot');
    expect(screen.queryByLabelText('Your passphrase')).toBeNull();
    press('Restore');
    await vi.waitFor(() => expect(done).toHaveLength(1));

    expect(sent).toMatchObject([
      { type: 'vault/create', passphrase: FILE },
      { type: 'backup/restore', how: { mode: 'replace', proof: { passphrase: FILE } } },
    ]);
  });

  it('makes it with another passphrase if the user wants that', async () => {
    const { sent } = await first(() => {
      fireEvent.click(screen.getByLabelText('Use this passphrase for the new vault too'));
      type('Passphrase', 'another long passphrase');
      type('Repeat passphrase', 'another long passphrase');
    });
    await screen.findByText('Robot');

    expect(sent).toEqual([{ type: 'vault/create', passphrase: 'another long passphrase' }]);
  });

  it('makes no vault for a backup that does not open', async () => {
    const { sent } = await first(() => {}, { refusal: 'backup-wrong-passphrase' });

    await screen.findByRole('alert');
    expect(sent).toEqual([]);
  });

  it('asks for another passphrase if the one of the file is too weak for a vault', async () => {
    const { sent } = await first(() => type('Passphrase of the file', 'short'));

    expect((await screen.findByRole('alert')).textContent).toContain('too short');
    expect(screen.getByLabelText('Repeat passphrase')).toBeDefined();
    expect(sent).toEqual([]);
  });
});
