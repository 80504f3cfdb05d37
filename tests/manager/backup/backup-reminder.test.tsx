// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackupReminder } from '../../../src/manager/backup/backup-reminder';
import { BackupSection } from '../../../src/manager/backup/backup-section';
import type { Route } from '../../../src/manager/route';
import type { Command, Reply } from '../../../src/protocol/messages';
import { EMPTY_STATE } from '../../support/app-states';

const session = await vi.hoisted(async () =>
  (await import('../../support/fake-session-area')).fakeSessionArea(),
);
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  return { browser: { ...browser, storage: { session: session.area } } };
});
beforeEach(() => session.reset());
afterEach(cleanup);

const DUE = { ...EMPTY_STATE, backup: { madeAt: 0, isDue: true } };
const ask = async () => undefined;
const make = () => screen.queryByRole('button', { name: 'Make a backup…' });

function draw(page: Route['page'], state = DUE) {
  render(
    <main>
      <BackupReminder state={state} page={page} ask={ask} />
    </main>,
  );
}

describe('the reminder of a backup', () => {
  it('offers to make one, or to be asked later', async () => {
    draw('profiles');

    expect(await screen.findByText(/Your last backup is from/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Later' }));
    await vi.waitFor(() => expect(make()).toBeNull());

    cleanup();
    draw('profiles');
    await new Promise((resolve) => setTimeout(resolve));
    expect(make()).toBeNull();
  });

  it.each(['profile', 'new-profile', 'import', 'settings', 'restore', 'sign-in'] as const)(
    'is silent over the page %s, where the user types',
    async (page) => {
      draw(page);
      await new Promise((resolve) => setTimeout(resolve));
      expect(make()).toBeNull();
    },
  );

  it('is silent if none is due', async () => {
    draw('profiles', { ...DUE, backup: { madeAt: 0, isDue: false } });
    await new Promise((resolve) => setTimeout(resolve));
    expect(make()).toBeNull();
  });

  it('says of profiles without any backup that they could be lost', async () => {
    draw('profiles', { ...DUE, backup: { isDue: true } as typeof DUE.backup });

    expect(await screen.findByText(/have no backup/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Make a backup…' }));
    expect(screen.getByRole('dialog', { name: 'Make a backup' })).toBeDefined();
  });
});

describe('the backup in the settings', () => {
  function settings(reply: Reply = { ok: true }) {
    const sent: Command[] = [];
    const send = async (command: Command) => {
      sent.push(command);
      return reply;
    };
    render(<BackupSection state={EMPTY_STATE} send={send} ask={ask} />);
    return sent;
  }

  it('says that there is none, and sets the reminder', () => {
    const sent = settings();

    expect(screen.getByText('No backup was made yet.')).toBeDefined();
    const choice = screen.getByLabelText<HTMLSelectElement>('Remind me to make a backup');
    expect([...choice.options].map(({ text }) => text)).toEqual([
      'Never',
      'After 7 days',
      'After 30 days',
      'After 90 days',
    ]);
    fireEvent.change(choice, { target: { value: '7' } });
    expect(sent).toEqual([{ type: 'settings/change', settings: { backupReminderDays: 7 } }]);
  });

  it('says why a choice was not stored', async () => {
    settings({ ok: false, failure: { code: 'storage-failed' } });
    fireEvent.change(screen.getByLabelText('Remind me to make a backup'), {
      target: { value: '0' },
    });

    expect((await screen.findByRole('alert')).textContent).toContain('could not store');
  });

  it('leads to the restore', () => {
    settings();
    fireEvent.click(screen.getByRole('button', { name: 'Restore a backup…' }));
    expect(location.hash).toBe('#/restore');
    location.hash = '';
  });
});
