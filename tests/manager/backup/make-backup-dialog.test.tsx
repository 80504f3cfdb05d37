// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MadeBackup } from '../../../src/domain/backup';
import { MakeBackupDialog } from '../../../src/manager/backup/make-backup-dialog';
import type { Query } from '../../../src/protocol/messages';
import { proves } from '../../support/proves';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
const { saveFile, answer } = vi.hoisted(() => ({ saveFile: vi.fn(), answer: vi.fn() }));
vi.mock('../../../src/manager/save-file', () => ({ saveFile }));
vi.mock('../../../src/platform/passkey-support', () => ({ canUsePasskeys: () => true }));
vi.mock('../../../src/platform/passkeys', () => ({ answerPasskeys: answer }));
afterEach(() => {
  cleanup();
  saveFile.mockReset();
});

const VAULT = 'passphrase of the vault';
const FILE = 'passphrase of the file';
const REQUEST = { slotId: 's', credentialId: 'c', prfInput: 'i' };
const MADE: MadeBackup = { ok: true, file: 'armored\n', name: 'keybearer.age', madeAt: 7 };

function draw(made: MadeBackup | Promise<MadeBackup> = MADE) {
  const queries: Query[] = [];
  const closed: boolean[] = [];
  const saved: string[] = [];
  render(
    <MakeBackupDialog
      state={{ passkeyRequests: [REQUEST] }}
      ask={async (query) => {
        queries.push(query);
        // Cast: the answer to the one query whose answer counts.
        return made as never;
      }}
      onMade={(name) => saved.push(name)}
      onClose={() => closed.push(true)}
    />,
  );
  return { queries, saved, closed };
}

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Make backup' }));
const alerts = () => screen.getAllByRole('alert').map(({ textContent }) => textContent);

describe('the dialog to make a backup', () => {
  it('says to a screen reader that it encrypts, for which a button’s new text is not enough', async () => {
    const { saved } = draw();
    const status = document.querySelector('output.unseen');
    expect(status?.textContent).toBe('');

    type('Your passphrase', VAULT);
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();

    expect(status?.textContent).toBe('Encrypting…');
    await vi.waitFor(() => expect(saved).toHaveLength(1));
  });

  proves('T25', 'a backup asks for the passphrase or a passkey each time', async (tried) => {
    const { queries, saved } = draw();

    type('Your passphrase', VAULT);
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();
    await vi.waitFor(() => expect(saved).toEqual(['keybearer.age']));

    expect(queries).toEqual([
      { type: 'backup/make', proof: { passphrase: VAULT }, filePassphrase: FILE },
      { type: 'backup/saved', madeAt: 7 },
    ]);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith('keybearer.age', 'armored\n');
    tried();
    cleanup();

    const passkey = { slotId: 's', secret: 'x' };
    answer.mockResolvedValueOnce(passkey);
    const again = draw();
    fireEvent.click(screen.getByRole('button', { name: 'Use passkey' }));
    await screen.findByText('Confirmed by passkey');
    expect(screen.queryByLabelText('Your passphrase')).toBeNull();
    expect(screen.queryByLabelText('Use my passphrase for the file too')).toBeNull();
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();
    await vi.waitFor(() => expect(again.saved).toHaveLength(1));
    expect(again.queries).toMatchObject([{ proof: { passkey } }, { type: 'backup/saved' }]);
    tried();
  });

  it('is cancelled while the backup is made: no file is saved', async () => {
    let answerLate = (_: MadeBackup) => {};
    const late = new Promise<MadeBackup>((resolve) => {
      answerLate = resolve;
    });
    const { queries, saved, closed } = draw(late);
    type('Your passphrase', VAULT);
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();
    await vi.waitFor(() => expect(queries).toHaveLength(1));

    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await vi.waitFor(() => expect(closed).toEqual([true]));
    answerLate(MADE);
    // The dialog has its answer once the tasks of this one are over.
    await new Promise((resolve) => setTimeout(resolve));

    expect(queries.at(-1)).toEqual({ type: 'backup/cancel' });
    expect([saved, saveFile.mock.calls]).toEqual([[], []]);
  });

  it('takes the passphrase of the vault for the file too', async () => {
    const { queries, saved } = draw();

    type('Your passphrase', VAULT);
    fireEvent.click(screen.getByLabelText('Use my passphrase for the file too'));
    submit();
    await vi.waitFor(() => expect(saved).toHaveLength(1));

    expect(queries).toMatchObject([
      { proof: { passphrase: VAULT }, filePassphrase: VAULT },
      { type: 'backup/saved' },
    ]);
  });

  it.each([
    ['short', 'short', 'too short'],
    ['passwordpassword', 'passwordpassword', 'tries common passwords first'],
    [FILE, 'another', 'don’t match'],
  ])('refuses %s, repeated as %s', async (first, second, problem) => {
    const { queries } = draw();

    type('Your passphrase', VAULT);
    type('Passphrase for the file', first);
    type('Repeat passphrase', second);
    submit();
    await screen.findByRole('alert');

    expect(alerts()).toEqual([expect.stringContaining(problem)]);
    expect(queries).toEqual([]);
  });

  it('asks for another passphrase if the one of the vault is too weak for a file', async () => {
    const { queries } = draw();

    type('Your passphrase', 'older');
    fireEvent.click(screen.getByLabelText('Use my passphrase for the file too'));
    submit();
    await screen.findByRole('alert');

    expect(queries).toEqual([]);
    expect(screen.getByLabelText('Passphrase for the file')).toBeDefined();
  });

  it('shows a wrong passphrase at its field, and keeps the others', async () => {
    draw({ ok: false, failure: { code: 'passphrase-wrong' } });

    type('Your passphrase', 'wrong');
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();
    await screen.findByRole('alert');

    const field = screen.getByLabelText<HTMLInputElement>('Your passphrase');
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    expect(screen.getByLabelText<HTMLInputElement>('Repeat passphrase').value).toBe(FILE);
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('asks for the passkey again if it does not open the vault', async () => {
    answer.mockResolvedValueOnce({ slotId: 's', secret: 'x' });
    draw({ ok: false, failure: { code: 'passkey-wrong' } });
    fireEvent.click(screen.getByRole('button', { name: 'Use passkey' }));
    await screen.findByText('Confirmed by passkey');
    type('Passphrase for the file', FILE);
    type('Repeat passphrase', FILE);
    submit();
    await screen.findByRole('alert');

    expect(alerts()).toEqual([expect.stringContaining('This passkey does not open the vault')]);
    expect(screen.queryByText('Confirmed by passkey')).toBeNull();
    expect(screen.getByLabelText('Your passphrase')).toBeDefined();
  });
});
