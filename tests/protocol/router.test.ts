import { describe, expect, it, vi } from 'vitest';
import { type QueryHandlers, route } from '../../src/protocol/router';
import { EMPTY_STATE } from '../support/app-states';
import { BLANK } from '../support/drafts';

const NO_REPORT = { findings: [], facts: [] };
const NOT_FOUND = { ok: false, failure: { code: 'vault-locked' } } as const;
const DONE = { ok: true, state: EMPTY_STATE } as const;

function background(queries: Partial<QueryHandlers> = {}) {
  return {
    queries: {
      'credential/check': () => NO_REPORT,
      'profile/preview': () => [],
      'draft/read': () => undefined,
      'replacement/check': () => [],
      'header/facts': () => [],
      'credential/shown': () => undefined,
      'header/copy': () => NOT_FOUND,
      'header/curl': () => NOT_FOUND,
      'sign-in/begin': () => ({ kind: 'done', lasts: 'renewed' }) as const,
      'sign-in/proceed': () => ({ kind: 'done', lasts: 'renewed' }) as const,
      'sign-in/cancel': () => ({ kind: 'done', lasts: 'renewed' }) as const,
      'sign-out': () => ({ kind: 'told' }) as const,
      'login/try': () => NOT_FOUND,
      'issuer/look-up': () => NOT_FOUND,
      'site/find-sign-in': () => NOT_FOUND,
      'tab/use': () => true,
      'page/offers': () => ({ near: [] }),
      'host/unicode': () => undefined,
      'manager/show': () => true,
      'diagnosis/explain': () => NOT_FOUND,
      'activity/look': () => true,
      'test/run': () => NOT_FOUND,
      'bin/list': () => [],
      'vault/export': () => [],
      'import/review': () => [],
      'import/kept': () => undefined,
      'backup/make': () => NOT_FOUND,
      'backup/saved': () => true,
      'backup/cancel': () => true,
      'backup/preview': () => NOT_FOUND,
      'share/make': () => undefined,
      'share/review': () => NOT_FOUND,
      ...queries,
    },
    perform: vi.fn(async () => DONE),
    onRefused: vi.fn(),
    isPopup: false,
  };
}

describe('route', () => {
  it('has a command performed, and nothing else', async () => {
    const own = background();
    const message = { type: 'vault/unlock', passphrase: 'p' };

    expect(await route(message, own)).toBe(DONE);
    expect(own.perform).toHaveBeenCalledExactlyOnceWith(message);
    expect(own.onRefused).not.toHaveBeenCalled();
  });

  it('has a profile armed for the popup alone', async () => {
    const message = { type: 'pick/arm', origin: 'https://a.test', profileId: 'p' };
    const [other, popup] = [background(), { ...background(), isPopup: true }];

    expect(await route(message, other)).toMatchObject({ failure: { code: 'message-refused' } });
    expect(other.perform).not.toHaveBeenCalled();
    expect(other.onRefused).toHaveBeenCalledOnce();
    expect(await route(message, popup)).toBe(DONE);
  });

  it('answers a query without performing anything', async () => {
    const own = background();
    const query = { type: 'credential/check', schemeId: 'basic', fields: {} };

    expect(await route(query, own)).toBe(NO_REPORT);
    expect(own.perform).not.toHaveBeenCalled();
  });

  it('lets nothing of an unexpected error out', async () => {
    const own = background({
      'vault/export': async () => {
        throw new Error('holds a secret');
      },
    });

    const reply = await route({ type: 'vault/export' }, own);

    expect(reply).toEqual({ ok: false, failure: { code: 'unexpected' } });
    expect(own.onRefused).not.toHaveBeenCalled();
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
    { type: 'vault/unlock-by-passkey', answer: { slotId: 's', secret: 'short' }, locks: 0 },
    { type: 'vault/restore', text: 'x'.repeat(16 * 1024 * 1024 + 1) },
    { type: 'pick/set', origin: 'https://a.test' },
    { type: 'pick/set', origin: 'https://a.test', profileId: undefined },
    {
      type: 'profile/save',
      profile: { ...BLANK, sites: [{ url: 'x' }] },
      pick: true,
    },
    { type: 'profile/save', profile: BLANK },
    { type: 'profile/save', profile: { ...BLANK, colour: 'mauve' }, pick: true },
    { type: 'draft/keep', draft: { ...BLANK, extra: 1 } },
    { type: 'credential/check', schemeId: 'basic', fields: { username: 1 } },
  ])('refuses message %$, counts it, and performs nothing', async (message) => {
    const own = background();

    const reply = await route(message, own);

    expect(reply).toMatchObject({ ok: false, failure: { code: 'message-refused' } });
    expect(own.perform).not.toHaveBeenCalled();
    expect(own.onRefused).toHaveBeenCalledOnce();
  });
});
