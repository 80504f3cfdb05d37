// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecoveryView } from '../../../src/manager/views/recovery-view';
import type { Answers, Command, Reply } from '../../../src/protocol/messages';
import { damaged } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const DAMAGED = damaged([
  { place: 'storage', which: 'current', state: 'damaged' },
  { place: 'storage', which: 'before', state: 'missing' },
  { place: 'database', which: 'current', state: 'unreadable' },
]);

/** Draws the page over a background that has these copies and refuses each command. */
function draw(state = DAMAGED, copies: readonly string[] = []) {
  const sent: Command[] = [];
  const send = async (command: Command): Promise<Reply> => {
    sent.push(command);
    return { ok: false, failure: { code: 'storage-failed' } };
  };
  // Cast: the page asks no other query.
  const ask = async () => copies as Answers['vault/export'] as never;
  render(<RecoveryView state={state} send={send} ask={ask} />);
  return sent;
}

const startOver = () =>
  screen.getByRole<HTMLButtonElement>('button', { name: 'Delete vault and start over' });
const phrase = () => screen.getByLabelText('To confirm, type “delete my vault”');

describe('RecoveryView', () => {
  it('lists what was found in each copy, and what may help where the browser cannot read', () => {
    draw();

    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Main copydamaged',
      'Main copy, before the last changemissing',
      'Spare copythe browser cannot read it',
    ]);
    expect(screen.getByText(/Restart the browser first/)).toBeDefined();
  });

  it('says so where there is nothing to save', async () => {
    draw();

    fireEvent.click(screen.getByRole('button', { name: 'Save the sealed copies' }));

    expect((await screen.findByRole('alert')).textContent).toContain('nothing to save');
  });

  it.each(['', 'delete my vaul', 'Delete my vault', 'delete my vault '])(
    'does not start over after %j',
    (typed) => {
      const sent = draw();

      fireEvent.input(phrase(), { target: { value: typed } });
      fireEvent.click(startOver());

      expect(startOver().getAttribute('aria-disabled')).toBe('true');
      expect(sent).toEqual([]);
    },
  );

  it('starts over after the phrase, and says what came of it', async () => {
    const sent = draw();

    fireEvent.input(phrase(), { target: { value: 'delete my vault' } });
    fireEvent.click(startOver());

    expect((await screen.findByRole('alert')).textContent).toContain('could not store');
    expect(sent).toEqual([{ type: 'vault/start-over', locked: false }]);
  });

  it('restores nothing before a file is chosen', async () => {
    const sent = draw();

    fireEvent.click(screen.getByRole('button', { name: 'Restore' }));

    expect((await screen.findByRole('alert')).textContent).toBe('Choose a file first.');
    expect(sent).toEqual([]);
  });

  it('offers nothing but to save where a newer version has written it', () => {
    draw({ ...DAMAGED, vault: 'newer' });

    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Save the sealed copies',
    ]);
  });
});
