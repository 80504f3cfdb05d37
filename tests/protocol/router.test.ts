import { describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../src/domain/app-state';
import { AppError } from '../../src/domain/errors';
import { type Handlers, route } from '../../src/protocol/router';

const state: AppState = { vault: 'locked', profiles: [], picks: {}, allowed: [], schemes: [] };
const readState = async () => state;

function handlers(overrides: Partial<Handlers> = {}): Handlers {
  const handler = vi.fn(async () => {});
  return {
    'state/read': handler,
    'vault/create': handler,
    'vault/unlock': handler,
    'vault/lock': handler,
    'profile/save': handler,
    'profile/remove': handler,
    'pick/set': handler,
    ...overrides,
  };
}

describe('route', () => {
  it('hands a message to its handler and answers with the state after it', async () => {
    const unlock = vi.fn(async () => {});
    const message = { type: 'vault/unlock', passphrase: 'p' };

    const reply = await route(message, handlers({ 'vault/unlock': unlock }), readState);

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
      profile: { name: 'n', sites: [], headers: [] },
      pick: false,
    };

    const reply = await route(message, handlers({ 'profile/save': save }), readState);

    const failure = { code: 'credential-invalid', field: 'wif', problem: 'required' };
    expect(reply).toEqual({ ok: false, failure, state });
  });

  it('lets nothing of an unexpected error out', async () => {
    const lock = async () => {
      throw new Error('holds a secret');
    };

    const reply = await route({ type: 'vault/lock' }, handlers({ 'vault/lock': lock }), readState);

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
      profile: { name: 'n', sites: [{ url: 'x' }], headers: [] },
      pick: true,
    },
    { type: 'profile/save', profile: { name: 'n', sites: [], headers: [] } },
  ])('refuses %j and calls no handler', async (message) => {
    const handler = vi.fn(async () => {});
    const all = Object.fromEntries(Object.keys(handlers()).map((type) => [type, handler]));

    // Cast: the same handler for every type.
    const reply = await route(message, all as unknown as Handlers, readState);

    expect(reply).toMatchObject({ ok: false, failure: { code: 'message-refused' } });
    expect(handler).not.toHaveBeenCalled();
  });
});
