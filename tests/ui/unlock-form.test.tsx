// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reply, Request } from '../../src/protocol/messages';
import { UnlockForm } from '../../src/ui/unlock-form';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

/** Draws the form over a background that answers with `reply`. */
function draw(reply: Reply | Promise<Reply>) {
  const sent: Request[] = [];
  const send = async (request: Request) => {
    sent.push(request);
    return reply;
  };
  render(<UnlockForm send={send} />);
  return sent;
}

const passphrase = () => screen.getByLabelText<HTMLInputElement>('Passphrase');
const unlock = () => fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
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

  it('says that the passphrase is wrong and keeps it', async () => {
    draw(wrong);

    fireEvent.input(passphrase(), { target: { value: 'correct horse' } });
    await unlock();

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe('This passphrase does not open the vault. Try again.');
    expect(passphrase().value).toBe('correct horse');
    expect(passphrase().getAttribute('aria-describedby')).toBe(alert.id);
  });

  it('asks once, however often it is submitted meanwhile', async () => {
    const sent = draw(new Promise(() => {}));

    await unlock();
    fireEvent.click(await screen.findByRole('button', { name: 'Unlocking…' }));

    expect(sent).toHaveLength(1);
  });
});
