/**
 * A token from a login against the stand-in of such an API: set up in the form, renewed before each end,
 * and asked for no more often than that.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  LOGIN_ACCOUNT,
  LOGIN_ANSWER_MARK,
  LOGIN_COOKIE,
  loginRequests,
} from '../lab/apis/login-api.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { LAB_SECRETS } from '../lab/canary/lab-secrets.mjs';
import { describeHit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { wireSecrets } from '../lab/canary/wire-secrets.mjs';
import { NOTES, NOTES_LOGIN, NOTES_REFRESHING } from '../lab/demo/demo-profiles.mjs';
import { button, type MessageKey, press, typeInto, words } from '../lab/pages/controls.mjs';
import { openEditor } from '../lab/pages/keybearer.mjs';
import { field, fillProfile, submitProfile } from '../lab/pages/profile-form.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  fetchStatus,
  keepBackgroundAwake,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
  xhrStatus,
} from './harness';
import { prepareProfile, prepareVault } from './prepared';
import { refuseElsewhere } from './provoked';

const API = `${NOTES}/v1/notes`;

const label = (name: string) =>
  // Cast: the scheme has such a field.
  words(`field_login_token_${name}` as MessageKey);

let world: World;
let page: LabPage;
let mark: number;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${NOTES}/blank`);
  await prepareVault(world);
  for (const host of [NOTES, NOTES_LOGIN]) await world.browser.allowHost(`${host}/*`);
});

beforeEach(() => {
  mark = world.lab.log.mark();
});

afterAll(() => world?.close());

const asked = () => loginRequests(world.lab.log, mark);
const paths = () => asked().map(({ address, status }) => `${new URL(address).pathname} ${status}`);

describe('a login on the API’s own origin', () => {
  it('is set up in the form, and its token arrives however an address is asked', async () => {
    await world.keybearer.addProfile(PROFILES.notesLogin);
    await untilInForce(world, NOTES);
    await page.bringToFront();

    expect(await fetchStatus(page, API)).toBe(200);
    expect(await xhrStatus(page, API)).toBe(200);
    await open(page, API);
    await open(page, `${NOTES}/blank`);
    expect(arrivals(world, API, mark).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked()).toMatchObject([{ address: `${NOTES}/auth/login/`, status: 200 }]);
  });

  proves('T16', 'it is a request that does not say who asks, and has no cookie', async (tried) => {
    await open(page, `${NOTES}/cookie?sid=planted`);
    await open(page, `${NOTES}/blank`);
    await lockAndUnlock();
    await untilInForce(world, NOTES);

    const [{ headers, body } = { headers: {}, body: '' }] = asked();
    for (const name of ['origin', 'cookie', 'referer', 'authorization']) {
      expect(headers).not.toHaveProperty(name);
    }
    const { username, password } = LOGIN_ACCOUNT;
    expect(JSON.parse(body)).toEqual({ username, password });
    tried();
  });

  proves('T16', 'our header stays off the login address', async (tried) => {
    await page.evaluate(
      (url) =>
        fetch(url, {
          method: 'POST',
          headers: { Authorization: 'Own header', 'Content-Type': 'application/json' },
          credentials: 'omit',
        }).then(() => null),
      `${NOTES}/auth/login/`,
    );
    expect(asked().at(-1)?.headers.authorization).toBe('Own header');
    tried();
    // The API beside it gets our header.
    expect(await fetchStatus(page, API)).toBe(200);
    tried();
  });

  proves('T1', 'a page of another site causes neither a header nor a login', async (tried) => {
    const foreign = await world.browser.newPage('https://evil.test/blank');
    const ways = [
      (url: string) => fetch(url, { mode: 'no-cors', cache: 'no-store' }).then(() => undefined),
      (url: string) => void navigator.sendBeacon(url),
      (url: string) => new Image().setAttribute('src', url),
    ];
    for (const way of ways) {
      const before = arrivals(world, API, mark).length;
      await foreign.evaluate(way, API);
      await vi.waitFor(
        () => expect(arrivals(world, API, mark).length).toBeGreaterThan(before),
        PATIENT,
      );
      tried();
    }
    await foreign.close();

    const seen = arrivals(world, API, mark);
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(asked()).toEqual([]);
  });

  proves(
    'T26',
    'a page of another site provokes no login by refusals',
    async (tried) => {
      world.lab.logins.restart();
      tried(await refuseElsewhere({ world, url: API, asked }));
    },
    300_000,
  );

  it('is repeated after a refusal of the site’s own call', async () => {
    await page.bringToFront();
    await open(page, `${NOTES}/blank`);

    expect(await fetchStatus(page, API)).toBe(401);

    await vi.waitFor(async () => expect(await fetchStatus(page, API)).toBe(200), PATIENT);
    expect(paths()).toEqual(['/auth/login/ 200']);
    await world.keybearer.removeProfile(PROFILES.notesLogin.name);
  });
});

describe('a login with a refresh, on another host', () => {
  it('logs in anew if the refresh token was revoked, and no request goes without', async () => {
    // The shortest life; a background that is awake is in time.
    world.lab.logins.settings.lifetimeS = 12;
    await world.keybearer.addProfile(NOTES_REFRESHING);
    await untilInForce(world, NOTES);
    await page.bringToFront();
    mark = world.lab.log.mark();
    world.lab.logins.revoke();

    while (!paths().includes('/auth/login/ 200')) {
      expect(await fetchStatus(page, API)).toBe(200);
      await keepBackgroundAwake(world);
    }

    expect(paths().slice(0, 2)).toEqual(['/auth/refresh/ 401', '/auth/login/ 200']);
    expect(new Set(arrivals(world, API, mark).map(({ status }) => status))).toEqual(new Set([200]));
    world.lab.logins.settings.lifetimeS = 600;
    await world.keybearer.removeProfile(NOTES_REFRESHING.name);
  }, 120_000);
});

describe('the login of another API', () => {
  const { notesLogin } = PROFILES;
  const HOUR_MS = 3_600_000;

  afterEach(() => world.lab.setClock(0));

  it.each([
    [
      'takes a form, and names no end',
      {
        url: `${NOTES}/form/token`,
        request: words('option_login_token_request_form'),
        tokenAt: '/access_token',
        endKind: words('option_login_token_endKind_fixed'),
        life: '600',
      },
      0,
    ],
    [
      'gives a token that never ends, for a header of its own kind',
      {
        url: `${NOTES}/api-token-auth/`,
        tokenAt: '/token',
        endKind: words('option_login_token_endKind_never'),
        headerTemplate: 'Token {token}',
      },
      0,
    ],
    [
      'names the end as a date, by a clock that is an hour behind',
      { endKind: words('option_login_token_endKind_date'), endAt: '/data/until' },
      -HOUR_MS,
    ],
  ])('%s', async (name, changes, offsetMs) => {
    world.lab.setClock(offsetMs);
    const changed = Object.entries(changes).map(([key, value]) => [label(key), value]);
    const fields = { ...notesLogin.fields, ...Object.fromEntries(changed) };
    await prepareProfile(world, { ...notesLogin, name, fields });
    await untilInForce(world, NOTES);
    await page.bringToFront();

    expect(await fetchStatus(page, API)).toBe(200);
    expect(await fetchStatus(page, API)).toBe(200);
    expect(asked().map(({ status }) => status)).toEqual([200]);
    await world.keybearer.removeProfile(name);
  });
});

describe('Try it', () => {
  const TRY = words('tryLogin', new URL(NOTES_LOGIN).host);
  const TRIED = {
    ...NOTES_REFRESHING,
    name: 'Notes tried',
    fields: {
      ...PROFILES.notesLogin.fields,
      [label('url')]: `${NOTES_LOGIN}/auth/login/`,
      [label('tokenAt')]: '/nowhere',
      [words('fieldOptional', label('refreshUrl'))]: `${NOTES_LOGIN}/auth/refresh/`,
      [label('refreshFieldName')]: 'refresh',
    },
  };
  const use = (as: 'token' | 'refresh_token', place: string) =>
    `${words(`tryLoginUse_${as}`)}: ${place}`;
  const END = words('tryLoginUse_end_milliseconds', words('tryLoginLife_minutes'));

  const atLogin = () => world.lab.log.since(mark).filter(({ host }) => NOTES_LOGIN.endsWith(host));

  /** A new form, filled in. */
  async function formOf(fields: Readonly<Record<string, string>> = {}): Promise<LabPage> {
    const form = await world.keybearer.openManager('#/profile/new');
    await fillProfile(form, { ...TRIED, fields: { ...TRIED.fields, ...fields } });
    return form;
  }

  async function leave(form: LabPage): Promise<void> {
    await press(form, words('cancel'));
    await form.waitForSelector('form', { hidden: true });
    await form.close();
  }

  async function untilSaid(form: LabPage, text: string): Promise<void> {
    await form.waitForFunction(
      (wanted) => document.querySelector('.try-login')?.textContent?.includes(wanted),
      {},
      text,
    );
  }

  proves(
    'T14',
    'logs in once at a click, with the secrets typed here, and shows no value of the answer',
    async (tried) => {
      const form = await formOf();
      expect(atLogin()).toEqual([]);

      await press(form, TRY);
      await form.waitForSelector(button(use('token', '/data/token')));

      expect(paths()).toEqual(['/auth/login/ 200']);
      const [{ headers, body } = { headers: {}, body: '' }] = asked();
      for (const name of ['origin', 'cookie', 'referer', 'authorization']) {
        expect(headers).not.toHaveProperty(name);
      }
      const { username, password } = LOGIN_ACCOUNT;
      expect(JSON.parse(body)).toEqual({ username, password });

      const shown = await form.evaluate(() => document.documentElement.outerHTML);
      expect(shown).toContain('/data/session');
      for (const secret of [...world.lab.logins.issued.slice(-2), LOGIN_ANSWER_MARK]) {
        expect(shown).not.toContain(secret);
        tried();
      }

      await press(form, use('token', '/data/token'));
      await press(form, use('refresh_token', '/data/refresh'));
      await press(form, `${END}: /data/expires`);
      await submitProfile(form, TRIED.name);
      await form.close();
      await untilInForce(world, NOTES);
      await page.bringToFront();
      expect(await fetchStatus(page, API)).toBe(200);
      // The trial, and the login of the saved profile.
      expect(paths()).toEqual(['/auth/login/ 200', '/auth/login/ 200']);
    },
    60_000,
  );

  proves('T16', 'keeps neither a token nor a cookie of the answer', async (tried) => {
    const stored = JSON.stringify(
      await world.browser.inBackground(() => chrome.storage.session.get()),
    );
    const [ofTrial = '', refreshOfTrial = '', inUse = ''] = world.lab.logins.issued.slice(-4);
    // The control.
    expect(stored).toContain(inUse);
    for (const secret of [ofTrial, refreshOfTrial]) {
      expect(stored).not.toContain(secret);
      tried();
    }

    const login = await world.browser.newPage(`${NOTES_LOGIN}/blank`);
    expect(await login.evaluate(() => document.cookie)).not.toContain(LOGIN_COOKIE);
    tried();
    await login.close();
  });

  it('uses the saved profile as it is, and leaves its token in force', async () => {
    const before = arrivals(world, API, 0).at(-1)?.authorization;
    const form = await world.keybearer.openManager();
    await openEditor(form, TRIED.name);
    await press(form, TRY);
    await form.waitForSelector(
      `[aria-label="${use('token', '/data/token')}"][aria-pressed="true"]`,
    );

    expect(paths()).toEqual(['/auth/login/ 200']);
    // Changed fields beside a stored secret: it is not tried.
    await typeInto(form, field('field_login_token_tokenAt'), '/data/tokens');
    await untilSaid(form, words('tryLoginHidden', new URL(NOTES_LOGIN).host));
    expect(await form.$(button(TRY))).toBeNull();
    await leave(form);

    await page.bringToFront();
    expect(await fetchStatus(page, API)).toBe(200);
    expect(arrivals(world, API, mark).at(-1)?.authorization).toBe(before);
    await world.keybearer.removeProfile(TRIED.name);
  });

  it.each([
    ['a wrong password', { [label('secretFields')]: 'password=wrong' }, 'tryLoginRefused', '401'],
    [
      'an address without a login',
      { [label('url')]: `${NOTES_LOGIN}/nothing` },
      'tryLoginNotThere',
      '404',
    ],
  ] as const)(
    'says what the server answers to %s, and asks once',
    async (_, fields, said, status) => {
      const form = await formOf(fields);
      await press(form, TRY);

      await untilSaid(form, words(said, status));
      expect(atLogin()).toHaveLength(1);
      await leave(form);
    },
  );

  it('says that a proxy answers with HTML', async () => {
    world.lab.logins.settings.isDown = true;
    const form = await formOf();
    await press(form, TRY);

    await untilSaid(form, `${words('tryLoginForLater', '502')} ${words('tryLoginHtml')}`);
    expect(paths()).toEqual(['/auth/login/ 502']);
    world.lab.logins.settings.isDown = false;
    await leave(form);
  });

  proves('T16', 'follows no redirect, and fills in the address at a click', async (tried) => {
    const form = await formOf({ [label('url')]: `${NOTES_LOGIN}/auth/login` });
    await press(form, TRY);
    await press(form, words('tryLoginUseAddress', `${NOTES_LOGIN}/auth/login/`));
    await form.waitForSelector(button(words('tryLoginUseAddress', `${NOTES_LOGIN}/auth/login/`)), {
      hidden: true,
    });
    expect(paths()).toEqual(['/auth/login 301']);
    tried();

    // The typed secrets are still there: the server is the same.
    await press(form, TRY);
    await form.waitForSelector(button(use('token', '/data/token')));
    expect(paths()).toEqual(['/auth/login 301', '/auth/login/ 200']);
    tried();
    await leave(form);
  });
});

describe('a login that gets no token', () => {
  it.each([
    ['wrong password', 'error_login_refused', { [label('secretFields')]: 'password=wrong' }],
    ['no token there', 'error_login_without_token', { [label('tokenAt')]: '/token' }],
  ] as const)('is one request, and is told: %s', async (name, said, fields) => {
    await refused(name, said, fields);

    expect(asked()).toHaveLength(1);
    await world.keybearer.removeProfile(name);
  });

  proves('T16', 'its secrets follow no redirect, and the address is told', async (tried) => {
    await refused('moved', 'error_login_redirected', { [label('url')]: `${NOTES}/auth/login` });

    expect(paths()).toEqual(['/auth/login 301']);
    const popup = await world.browser.openPopup(page);
    await popup.waitForFunction(
      (address) => document.body.textContent?.includes(address),
      {},
      `${NOTES}/auth/login/`,
    );
    await popup.close();
    tried();
    await world.keybearer.removeProfile('moved');
  });

  async function refused(name: string, said: MessageKey, fields: Record<string, string>) {
    const { notesLogin } = PROFILES;
    await prepareProfile(world, {
      ...notesLogin,
      name,
      fields: { ...notesLogin.fields, ...fields },
    });
    await page.bringToFront();
    await vi.waitFor(
      async () => expect(await world.keybearer.verdict(page)).toContain(words(said)),
      PATIENT,
    );
  }
});

proves('T7', 'neither a secret nor an answer of these logins is on the disk', (tried) => {
  const canaries = {
    ...LAB_SECRETS,
    ...wireSecrets(world.lab.log),
    ...Object.fromEntries(world.lab.logins.issued.map((value, nth) => [`issued ${nth}`, value])),
  };
  expect(Object.keys(canaries)).toEqual(
    expect.arrayContaining([
      'password of a login',
      'rest of the answer of a login',
      'refresh token 0',
    ]),
  );

  expect(scanProfile(world.browser.profileDir, canaries).map(describeHit)).toEqual([]);
  tried(Object.keys(canaries).length);
});

async function lockAndUnlock(): Promise<void> {
  await world.keybearer.lock(page);
  await world.keybearer.unlock(page, PASSPHRASE);
  await page.bringToFront();
}
