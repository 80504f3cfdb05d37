/** Whether an address would carry a header: as it is typed, and by whom it is asked for. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainAddress } from '../../../src/app/activity/explain-address';
import { readAddress } from '../../../src/app/activity/read-address';
import { createVault } from '../../../src/app/keys/create-vault';
import { lock } from '../../../src/app/lock/lock';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { Question } from '../../../src/domain/inquiry';
import type { Origin } from '../../../src/domain/site';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const API = 'https://api.gluwa.test' as Origin;
let made: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, now } = made;
  browser = Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules }));
  browser.now = now;
});

const ask = (change: Partial<Question> = {}) =>
  explainAddress(browser.ports, {
    url: 'api.gluwa.test/v1',
    way: 'script',
    method: 'GET',
    page: '',
    ...change,
  });

describe('explainAddress', () => {
  it.each<[string, Partial<Question>]>([
    ['a script of the site', {}],
    ['a picture of the site', { way: 'picture' }],
    ['an opened address', { way: 'opened' }],
    ['a link of another site', { way: 'opened', page: 'https://evil.test' }],
  ])('shows the masked header to %s', async (_, question) => {
    expect(await ask(question)).toEqual({
      ok: true,
      carries: ['Authorization: Basic …', 'If-Range: Thu, 31 Dec 2037 23:55:55 GMT'],
    });
  });

  it.each<[string, Partial<Question>]>([
    ['foreign-initiator', { page: 'https://evil.test/' }],
    ['navigation-not-covered', { way: 'form', method: 'POST' }],
    ['navigation-not-covered', { way: 'frame' }],
    ['no-profile', { url: 'https://other.test/' }],
  ])('says %s', async (cause, question) => {
    expect(await ask(question)).toMatchObject({ carries: [], advice: { verdict: { cause } } });
  });

  it('says where leave is missing', async () => {
    browser.disallowed.add(API);

    expect(await ask()).toMatchObject({
      advice: { verdict: { cause: 'not-allowed' }, remedy: 'allow', origin: API },
    });
  });

  it('says that it is locked', async () => {
    await lock(browser.ports);

    expect(await ask()).toMatchObject({ advice: { verdict: { cause: 'locked' } } });
  });

  it.each([{ url: 'ftp://api.test' }, { page: 'not a page' }])('refuses %j', async (question) => {
    expect(await ask(question)).toMatchObject({ ok: false, failure: { code: 'site-invalid' } });
  });
});

describe('readAddress', () => {
  it.each([
    ['api.test/v1?x=1', 'https://api.test/v1?x=1'],
    [' https://api.test/v1#part ', 'https://api.test/v1'],
    ['localhost:3000/x', 'http://localhost:3000/x'],
    ['http://api.test//evil.test/', 'http://api.test//evil.test/'],
    ['api.test', 'https://api.test/'],
  ])('reads %j', (typed, url) => {
    expect(readAddress(typed).href).toBe(url);
  });

  it.each(['', 'https://user:password@api.test/', 'javascript:alert(1)', 'https://api.test\\x'])(
    'refuses %j',
    (typed) => {
      expect(() => readAddress(typed)).toThrow(refusal('site-invalid'));
    },
  );
});
