/** The clipboard gets a header that is in force on that origin, and no other. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyCurl, copyHeader } from '../../../src/app/clipboard/copy-out';
import { pick } from '../../../src/app/headers/pick';
import { createVault } from '../../../src/app/keys/create-vault';
import { lock } from '../../../src/app/lock/lock';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import { changeSettings } from '../../../src/app/settings';
import type { ErrorCode } from '../../../src/domain/errors';
import type { IssuedHeaders } from '../../../src/domain/header';
import { GEONODE, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { inTurn } from '../../support/in-turn';
import { refusal } from '../../support/matchers';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const origin = 'https://api.gluwa.test';
const url = `${origin}/v1/Orders`;
const HOUR = 60 * 60_000;

let made: FakeBrowser;
let browser: FakeBrowser;
/** The header of the profile that is picked on `origin`. */
let headerId: string;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
  headerId = Object.values<IssuedHeaders>(made.session.issued ?? {})[0]?.headerId ?? '';
  await saveProfile(made.ports, { profile: GEONODE, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, now } = made;
  browser = Object.assign(
    fakeBrowser(),
    structuredClone({ storage, database, session, rules, now }),
  );
});

const copy = (changes = {}) =>
  inTurn(browser.ports, (own) => copyHeader(own, { origin, headerId, ...changes }));
const curl = (changes = {}) =>
  inTurn(browser.ports, (own) => copyCurl(own, { origin, url, method: 'GET', ...changes }));

/** The copy is refused, and the session remembers no digest. */
async function expectRefused(answer: Promise<unknown>, code: ErrorCode = 'header-not-set') {
  await expect(answer).rejects.toThrow(refusal(code));
  expect(browser.session).not.toHaveProperty('copied');
}

describe('copyHeader', () => {
  it('gives the header as it is on the wire, and notes when it is to be cleared', async () => {
    // RFC 7617 §2: base64 of "abcd:1234".
    expect(await copy()).toEqual({ ok: true, text: 'Authorization: Basic YWJjZDoxMjM0' });
    expect(browser.session.copied?.clearAt).toBe(browser.now + 60_000);
    expect(browser.clipboardAlarmAt).toBe(browser.now + 60_000);
  });

  it.each([
    ['another origin, where it is not picked', { origin: 'https://api.geonode.test' }],
    ['another port', { origin: 'https://api.gluwa.test:444' }],
    ['the beginning of an origin', { origin: 'https:/' }],
    ['no origin', { origin: '' }],
    ['a header that is none', { headerId: 'x' }],
    ['a name that every object has', { headerId: 'constructor' }],
  ])('refuses %s', async (_, changes) => {
    await expectRefused(copy(changes));
  });

  it('refuses once no profile is picked, Keybearer is paused or the site is not allowed', async () => {
    await changeSettings(browser.ports, { paused: true });
    await expectRefused(copy());
    await changeSettings(browser.ports, { paused: false });
    browser.disallowed.add(origin);
    await reconcile(browser.ports);
    await expectRefused(copy());
    browser.disallowed.clear();
    await pick(browser.ports, { origin, profileId: null });
    await expectRefused(copy());
  });

  it('refuses while locked, and once the user was away for too long', async () => {
    browser.now += 8 * HOUR;
    await expectRefused(copy(), 'vault-locked');
    expect(browser.rules).toEqual([]);
    await expectRefused(copy(), 'vault-locked');
  });
});

describe('copyCurl', () => {
  it('gives a command that has no secret in it, and notes nothing', async () => {
    expect(await curl()).toEqual({
      ok: true,
      text: `curl -H "Authorization: Basic $KEYBEARER_SECRET" '${url}'`,
    });
    expect(browser.session).not.toHaveProperty('copied');
  });

  it.each([
    ['an address of another origin', { url: 'https://api.geonode.test/' }],
    ['an address that is none', { url: 'about:blank' }],
    ['a site where nothing is set', { origin: 'https://a.test', url: 'https://a.test/' }],
  ])('refuses %s', async (_, changes) => {
    await expectRefused(curl(changes));
  });

  it('refuses while locked', async () => {
    await lock(browser.ports);

    await expectRefused(curl(), 'vault-locked');
  });
});
