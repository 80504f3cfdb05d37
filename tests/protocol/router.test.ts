import { describe, expect, it, vi } from 'vitest';
import { serial } from '../../src/app/serial';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import { type CommandHandlers, route } from '../../src/protocol/router';
import { BLANK } from '../support/drafts';

const state: AppState = {
  vault: 'locked',
  profiles: [],
  picks: {},
  allowed: [],
  paused: false,
  autoLockMinutes: 15,
  schemes: [],
};
const NO_REPORT = { findings: [], facts: [] };

function backgroundWith(commands: CommandHandlers) {
  const queries = { 'credential/check': () => NO_REPORT, 'profile/preview': () => [] };
  return { commands, queries, inTurn: serial(), readState: async () => state };
}

function handlers(overrides: Partial<CommandHandlers> = {}): CommandHandlers {
  const handler = vi.fn(async () => {});
  return {
    'state/read': handler,
    'vault/create': handler,
    'vault/unlock': handler,
    'vault/lock': handler,
    'vault/change-passphrase': handler,
    'pause/set': handler,
    'settings/set-auto-lock': handler,
    'profile/save': handler,
    'profile/remove': handler,
    'pick/set': handler,
    ...overrides,
  };
}

describe('route', () => {
  it('answers a query at once, while a command is under way', async () => {
    let finish = () => {};
    const slow = () => new Promise<void>((resolve) => (finish = resolve));
    const background = backgroundWith(handlers({ 'vault/lock': slow }));
    const command = route({ type: 'vault/lock' }, background);

    const query = { type: 'credential/check', schemeId: 'basic', fields: {} };

    expect(await route(query, background)).toBe(NO_REPORT);
    finish();
    expect(await command).toEqual({ ok: true, state });
  });

  it('hands a message to its handler and answers with the state after it', async () => {
    const unlock = vi.fn(async () => {});
    const message = { type: 'vault/unlock', passphrase: 'p' };

    const reply = await route(message, backgroundWith(handlers({ 'vault/unlock': unlock })));

    expect(unlock).toHaveBeenCalledExactlyOnceWith(message);
    expect(reply).toEqual({ ok: true, state });
  });

  it('answers a refusal with its code, its field and the state', async () => {
    const refused = new AppError('credential-invalid', 'x', { field: 'wif', problem: 'required' });
    const save = async () => {
      throw refused;
    };
    const message = {
      type: 'profile/save',
      profile: BLANK,
      pick: false,
    };

    const reply = await route(message, backgroundWith(handlers({ 'profile/save': save })));

    const failure = { code: 'credential-invalid', field: 'wif', problem: 'required' };
    expect(reply).toEqual({ ok: false, failure, state });
  });

  it('lets nothing of an unexpected error out', async () => {
    const lock = async () => {
      throw new Error('holds a secret');
    };

    const reply = await route(
      { type: 'vault/lock' },
      backgroundWith(handlers({ 'vault/lock': lock })),
    );

    expect(reply).toEqual({ ok: false, failure: { code: 'unexpected' }, state });
  });

  it.each([
    undefined,
    null,
    'vault/lock',
    {},
    [],
    { type: 'vault/explode' },
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'vault/unlock' },
    { type: 'vault/unlock', passphrase: 1 },
    { type: 'vault/unlock', passphrase: 'p', extra: true },
    { type: 'vault/unlock', passphrase: 'x'.repeat(64 * 1024 + 1) },
    { type: 'pick/set', origin: 'https://a.test' },
    { type: 'pick/set', origin: 'https://a.test', profileId: undefined },
    {
      type: 'profile/save',
      profile: { ...BLANK, sites: [{ url: 'x' }] },
      pick: true,
    },
    { type: 'profile/save', profile: BLANK },
    { type: 'profile/save', profile: { ...BLANK, colour: 'mauve' }, pick: true },
    { type: 'credential/check', schemeId: 'basic', fields: { username: 1 } },
  ])('refuses %j and calls no handler', async (message) => {
    const handler = vi.fn(async () => {});
    const all = Object.fromEntries(Object.keys(handlers()).map((type) => [type, handler]));

    // Cast: the same handler for every type.
    const reply = await route(message, backgroundWith(all as unknown as CommandHandlers));

    expect(reply).toMatchObject({ ok: false, failure: { code: 'message-refused' } });
    expect(handler).not.toHaveBeenCalled();
  });
});
