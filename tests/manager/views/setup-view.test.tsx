// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLongEnough } from '../../../src/domain/passphrase';
import { SetupView } from '../../../src/manager/views/setup-view';
import type { Reply, Request } from '../../../src/protocol/messages';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(reply: Reply = { ok: false, failure: { code: 'storage-failed' } }) {
  const sent: Request[] = [];
  render(
    <SetupView
      send={async (request) => {
        sent.push(request);
        return reply;
      }}
    />,
  );
  return sent;
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

async function create(passphrase: string, repeat: string) {
  fireEvent.input(field('Passphrase'), { target: { value: passphrase } });
  fireEvent.input(field('Repeat passphrase'), { target: { value: repeat } });
  await fireEvent.click(screen.getByRole('button', { name: 'Create vault' }));
}

describe('SetupView', () => {
  it('says that the passphrase cannot be recovered before it asks for one', () => {
    draw();

    const warning = screen.getByText(/can recover this passphrase/);

    const { DOCUMENT_POSITION_FOLLOWING } = Node;
    expect(warning.compareDocumentPosition(field('Passphrase'))).toBe(DOCUMENT_POSITION_FOLLOWING);
  });

  it('masks both fields', () => {
    draw();

    for (const label of ['Passphrase', 'Repeat passphrase']) {
      expect(field(label).type).toBe('password');
    }
  });

  it.each([
    ['eleven char', 'eleven char', 'This passphrase is too short.'],
    ['twelve chars', 'twelve charz', 'The passphrases don’t match.'],
    ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'would find this passphrase soon'],
    ['password1234', 'password1234', 'would find this passphrase soon'],
  ])('refuses %j and %j', async (passphrase, repeat, sentence) => {
    const sent = draw();

    await create(passphrase, repeat);

    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect(sent).toEqual([]);
  });

  it('creates the vault', async () => {
    const sent = draw();

    await create('twelve chars', 'twelve chars');

    await waitFor(() =>
      expect(sent).toEqual([{ type: 'vault/create', passphrase: 'twelve chars' }]),
    );
  });

  it('says why it could not', async () => {
    draw();

    await create('twelve chars', 'twelve chars');

    expect((await screen.findByRole('alert')).textContent).toContain('could not store');
  });

  it('offers a passphrase, and leaves typing it to the user', async () => {
    draw();

    fireEvent.click(screen.getByRole('button', { name: 'Suggest a passphrase' }));

    const suggestion = await screen.findByRole('status');
    expect(isLongEnough(suggestion.textContent ?? '')).toBe(true);
    expect(field('Passphrase').value).toBe('');
  });
});
