// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import type { PasskeyAnswer, PasskeyRequest } from '../../src/domain/passkey';
import type { Reply, Request } from '../../src/protocol/messages';
import { PasskeyButton } from '../../src/ui/passkey-button';
import { UnlockForm } from '../../src/ui/unlock-form';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
vi.mock('../../src/platform/passkey-support', () => ({
  canUsePasskeys: () => passkeys.usable,
}));
vi.mock('../../src/platform/passkeys', () => ({
  answerPasskeys: async () => passkeys.answer(),
}));

/** The browser's support for passkeys, and the user's answer to its prompt. */
const passkeys = {
  usable: true,
  answer: (): PasskeyAnswer | undefined => undefined,
};

afterEach(() => {
  cleanup();
  passkeys.usable = true;
  passkeys.answer = () => undefined;
});

type Shown = Parameters<typeof UnlockForm>[0]['state'];

/** Draws the form over a background that answers with `reply`. */
function draw(reply: Reply | Promise<Reply>, state: Partial<Shown> = {}) {
  const sent: Request[] = [];
  const send = async (request: Request) => {
    sent.push(request);
    return reply;
  };
  render(
    <UnlockForm
      state={{ passkeyRequests: [], locks: 2, ...state }}
      send={send}
      byPasskey={PasskeyButton}
    />,
  );
  return sent;
}

const passphrase = () => screen.getByLabelText<HTMLInputElement>('Passphrase');
const unlock = () => fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
const selected = ({ value, selectionStart, selectionEnd }: HTMLInputElement) =>
  value.slice(selectionStart ?? 0, selectionEnd ?? 0);
const wrong: Reply = { ok: false, failure: { code: 'passphrase-wrong' } };

describe('UnlockForm', () => {
  it('is focused, masked and kept out of session restore from the first', () => {
    draw(wrong);

    expect(document.activeElement).toBe(passphrase());
    expect(passphrase().type).toBe('password');
    expect(passphrase().autocomplete).toBe('off');
  });

  it('sends what was typed', async () => {
    const sent = draw(wrong);

    fireEvent.input(passphrase(), { target: { value: 'correct horse battery' } });
    await unlock();

    expect(sent).toEqual([{ type: 'vault/unlock', passphrase: 'correct horse battery' }]);
  });

  it('says that the passphrase is wrong, keeps it and selects it', async () => {
    draw(wrong);

    fireEvent.input(passphrase(), { target: { value: 'correct horse' } });
    await unlock();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('This passphrase does not open the vault. Try again.');
    expect(passphrase().value).toBe('correct horse');
    expect(document.activeElement).toBe(passphrase());
    await vi.waitFor(() => expect(selected(passphrase())).toBe('correct horse'));
    expect(passphrase().getAttribute('aria-describedby')).toBe(alert.id);
  });

  it('says that a lock came meanwhile, and waits for Enter in what was typed', async () => {
    draw({ ok: false, failure: { code: 'locked-meanwhile' } });

    fireEvent.input(passphrase(), { target: { value: 'correct horse' } });
    await unlock();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('Locked meanwhile; press Enter again.');
    expect(passphrase().value).toBe('correct horse');
    expect(selected(passphrase())).toBe('');
    expect(document.activeElement).toBe(passphrase());
  });

  it('asks once, however often it is submitted meanwhile', async () => {
    const sent = draw(new Promise(() => {}));

    await unlock();
    fireEvent.click(await screen.findByRole('button', { name: 'Unlocking…' }));

    expect(sent).toHaveLength(1);
  });
});

describe('UnlockForm with passkeys', () => {
  const laptop: PasskeyRequest = { slotId: 'laptop', credentialId: 'bGFwdG9w', prfInput: 'AA==' };
  const shown = { passkeyRequests: [laptop] };
  const button = () => screen.queryByRole('button', { name: 'Use passkey' });
  const use = () => fireEvent.click(screen.getByRole('button', { name: 'Use passkey' }));

  it.each([
    ['the vault has none', true, []],
    ['the browser cannot', false, [laptop]],
  ])('offers none if %s', (_, usable, passkeyRequests) => {
    passkeys.usable = usable;

    draw(wrong, { passkeyRequests });

    expect(button()).toBeNull();
  });

  it('still begins in the passphrase', () => {
    draw(wrong, shown);

    expect(button()).not.toBeNull();
    expect(document.activeElement).toBe(passphrase());
  });

  it('sends what the passkey has answered', async () => {
    const answer = { slotId: 'laptop', secret: 'c2VjcmV0' };
    passkeys.answer = () => answer;
    const sent = draw({ ok: true, state: {} as AppState }, shown);

    await use();

    await vi.waitFor(() =>
      expect(sent).toEqual([{ type: 'vault/unlock-by-passkey', answer, locks: 2 }]),
    );
  });

  it('does nothing if the user closes the question, and keeps what was typed', async () => {
    const sent = draw(wrong, shown);
    fireEvent.input(passphrase(), { target: { value: 'correct horse' } });

    await use();

    await vi.waitFor(() => expect(button()?.ariaDisabled).not.toBe('true'));
    expect(sent).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(passphrase().value).toBe('correct horse');
  });

  it.each([
    ['the browser fails', 'passkey-failed', 'The browser could not use the passkey.'],
    ['the passkey cannot unlock', 'passkey-unsupported', 'can sign in, but cannot unlock'],
  ] as const)('says so if %s', async (_, code, sentence) => {
    passkeys.answer = () => {
      throw new AppError(code, 'for the test');
    };
    draw(wrong, shown);

    await use();

    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
  });

  it('says so if it does not open the vault', async () => {
    passkeys.answer = () => ({ slotId: 'laptop', secret: 'c2VjcmV0' });
    draw({ ok: false, failure: { code: 'passkey-wrong' } }, shown);

    await use();

    expect((await screen.findByRole('alert')).textContent).toContain('does not open the vault');
  });
});

describe('UnlockForm after a lock that the user has not made', () => {
  it.each([
    ['idle', 'Locked after the time in the settings.'],
    ['computer-locked', 'Locked because the computer was locked.'],
    ['browser-update', 'Locked because the browser was updated.'],
    ['update', 'Locked because Keybearer was updated.'],
  ] as const)('says why: %s', (lockedBy, sentence) => {
    draw(wrong, { lockedBy });

    expect(screen.queryByText(sentence)).not.toBeNull();
  });

  it('gives no reason where there is none to give', () => {
    draw(wrong);

    expect(screen.queryByText(/^Locked (because|after)/)).toBeNull();
  });
});
