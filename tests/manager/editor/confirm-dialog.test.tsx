// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PasskeyAnswer, PasskeyRequest } from '../../../src/domain/passkey';
import { drawEditor, press, STORED } from '../../support/editor';
import { textOf } from '../../support/fake-extension-api';

const REQUEST: PasskeyRequest = { slotId: 's', credentialId: 'c', prfInput: 'i' };
const ANSWER: PasskeyAnswer = { slotId: 's', secret: 'x' };
const { answerPasskeys } = vi.hoisted(() => ({ answerPasskeys: vi.fn() }));

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('../../../src/platform/passkeys', () => ({ answerPasskeys }));
vi.mock('../../../src/platform/passkey-support', () => ({ canUsePasskeys: () => true }));
beforeEach(() => answerPasskeys.mockReset());
afterEach(cleanup);

const NEEDED = { ok: false, failure: { code: 'confirmation-needed' } } as const;

/** The editor after a save that needs a confirmation. */
async function drawAsked() {
  const drawn = await drawEditor({ stored: STORED, passkeyRequests: [REQUEST] }, NEEDED);
  press('Save');
  const dialog = within(await screen.findByRole('dialog'));
  return { ...drawn, dialog };
}

describe('a save that lets a stored key go further', () => {
  it('asks for the passphrase in place, and is sent again once it is right', async () => {
    const { dialog, sent, saves } = await drawAsked();

    const label = textOf('unlockPassphrase');
    fireEvent.input(dialog.getByLabelText(label), { target: { value: 'correct horse' } });
    fireEvent.click(dialog.getByRole('button', { name: textOf('confirmSave') }));

    await vi.waitFor(() => expect(saves()).toHaveLength(2));
    expect(saves()[1]).toEqual(saves()[0]);
    expect(sent).toContainEqual({ type: 'vault/confirm', passphrase: 'correct horse' });
  });

  it('takes a passkey as well', async () => {
    answerPasskeys.mockResolvedValue(ANSWER);
    const { dialog, sent, saves } = await drawAsked();

    fireEvent.click(dialog.getByRole('button', { name: textOf('unlockByPasskey') }));

    await vi.waitFor(() => expect(saves()).toHaveLength(2));
    expect(answerPasskeys).toHaveBeenCalledWith([REQUEST]);
    expect(sent).toContainEqual({ type: 'vault/confirm-by-passkey', answer: ANSWER });
  });

  it('is not sent again if the user cancels the passkey', async () => {
    answerPasskeys.mockResolvedValue(undefined);
    const { dialog, saves } = await drawAsked();

    fireEvent.click(dialog.getByRole('button', { name: textOf('unlockByPasskey') }));

    await dialog.findByRole('button', { name: textOf('unlockByPasskey') });
    expect(saves()).toHaveLength(1);
  });

  it('says that nothing was saved if the dialog is closed', async () => {
    const { dialog, saves } = await drawAsked();

    fireEvent.click(dialog.getByRole('button', { name: textOf('cancel') }));

    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    screen.getByText(textOf('error_confirmation_needed'));
    expect(saves()).toHaveLength(1);
  });
});
