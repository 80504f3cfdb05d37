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

  it('fills in both fields with the suggested passphrase at one click, and shows it', async () => {
    const sent = draw();
    const suggestion = document.querySelector('.suggestion')?.textContent ?? '';
    expect(isLongEnough(suggestion)).toBe(true);

    fireEvent.click(screen.getByRole('button', { name: 'Use this' }));
    await waitFor(() => expect(field('Repeat passphrase').value).toBe(suggestion));

    expect(field('Passphrase').value).toBe(suggestion);
    expect(screen.getByRole('status').textContent).toContain('Write this passphrase down');
    expect(screen.getByText(suggestion)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Create vault' }));
    await waitFor(() => expect(sent).toEqual([{ type: 'vault/create', passphrase: suggestion }]));
  });

  it('has the focus in the passphrase, in a form that is named by its heading', async () => {
    draw();

    await waitFor(() => expect(document.activeElement).toBe(field('Passphrase')));
    expect(screen.getByRole('form', { name: 'Create your vault' })).toBeDefined();
  });
});
