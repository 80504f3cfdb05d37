/**
 * A token that a server refuses before its end, in the whole background over a browser in memory: a new
 * one is asked for, within bounds, and the old one stays in force until then.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { changeSettings } from '../../src/app/settings';
import { compose } from '../../src/background/compose';
import type { SeenRequest } from '../../src/domain/seen-request';
import type { Origin } from '../../src/domain/site';
import { opened } from '../support/app-states';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const SITE = 'https://api.ixo.test' as Origin;
const APP = 'https://app.ixo.test' as Origin;
const SERVER = 'https://auth.ixo.test';
const MINUTE = 60_000;

const PROFILE = {
  ...draftOf('Robot', SITE, 'oauth2-client-credentials', {
    tokenUrl: `${SERVER}/token`,
    clientId: 'client',
    clientSecret: 'client secret',
    clientAuth: 'basic',
  }),
  callers: [APP],
};

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The requests to the token endpoint. */
let asked: number;
/** The server's next answers; a token with a count if there is none. */
let answers: Response[];

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, 'correct horse battery staple');
  await saveProfile(made.ports, { profile: PROFILE, pick: true });
  await changeSettings(made.ports, { autoLockMinutes: 240 });
});

beforeEach(async () => {
  browser = fakeBrowser();
  const { storage, database, session, rules, wakeUpAt, now } = made;
  Object.assign(browser, structuredClone({ storage, database, session, rules, wakeUpAt, now }));
  browser.shown = [SITE];
  asked = 0;
  answers = [];
  start();
  await background.perform({ type: 'state/read' });
  await isSent('token-1');
});

function start(): void {
  background = compose({
    ...browser.ports,
    fetch: async () => {
      asked += 1;
      return answers.shift() ?? tokenOf(`token-${asked}`);
    },
  });
}

const tokenOf = (access_token: string) =>
  Response.json({ access_token, token_type: 'Bearer', expires_in: 3600 });

const sent = () => inForce(browser)[`|${SITE}/`];

async function isSent(token: string): Promise<void> {
  await vi.waitFor(() => expect(sent()).toEqual([`Authorization: Bearer ${token}`]));
  // The observer judges by the state that was published last.
  await background.perform({ type: 'state/read' });
}

/** The server's refusal is stored. */
async function isRefused(): Promise<void> {
  await vi.waitFor(() => {
    const [state] = Object.values(browser.session.tokens ?? {});
    expect(state).toMatchObject({ failure: { code: 'token-client-refused' } });
  });
}

interface Report {
  readonly status?: number;
  readonly type?: string;
  readonly initiator?: string | undefined;
}

/** The browser reports a request, and it is judged. */
async function report({ status = 401, type = 'xmlhttprequest', initiator = SITE }: Report = {}) {
  const before = browser.activity.entries.length;
  const request: SeenRequest = {
    at: browser.now,
    url: `${SITE}/v1`,
    method: 'GET',
    type,
    tabId: 1,
    ...(initiator !== undefined && { initiator, top: initiator }),
  };
  background.seeRequest(request, { kind: 'answered', status, headers: [], from: 'server' });
  await vi.waitFor(() => expect(browser.activity.entries.length).toBeGreaterThan(before), 5_000);
  await background.perform({ type: 'state/read' });
}

describe('a token that is refused before its end', () => {
  it.each([SITE, APP])('is replaced, if a page of %s has asked', async (initiator) => {
    browser.now += MINUTE;
    await report({ initiator });

    await isSent('token-2');
    expect(asked).toBe(2);
  });

  it('stays in force while the server does not answer', async () => {
    answers = [new Response('', { status: 503 })];
    browser.now += MINUTE;

    await report();

    await vi.waitFor(() => expect(asked).toBe(2));
    expect(sent()).toEqual(['Authorization: Bearer token-1']);
  });

  proves(
    'T26',
    'no navigation, frame or other page makes Keybearer ask',
    async (tried) => {
      browser.now += MINUTE;
      for (const refused of [
        { type: 'main_frame', initiator: 'https://evil.test' },
        { type: 'main_frame', initiator: SITE },
        { type: 'sub_frame' },
        { initiator: 'https://sub.api.ixo.test' },
        { initiator: 'http://api.ixo.test' },
        { initiator: `${SITE}:8443` },
        { status: 403 },
        { status: 400 },
      ]) {
        await report(refused).catch(() => undefined);
        tried();
      }

      expect(asked).toBe(1);
    },
    60_000,
  );

  proves(
    'T26',
    'many refusals cause one request, also over a start of the background',
    async (tried) => {
      browser.now += MINUTE;
      for (let refusals = 0; refusals < 4; refusals++) {
        await report();
        if (refusals === 1) start();
        await background.perform({ type: 'state/read' });
        tried();
      }

      await isSent('token-2');
      expect(asked).toBe(2);

      // An hour later the new one is refused too, and has never been accepted.
      browser.now += 20 * MINUTE;
      await report();
      expect(asked).toBe(2);

      await report({ status: 200 });
      await report();
      await isSent('token-3');
    },
    60_000,
  );

  it('is not replaced with observation off', async () => {
    await changeSettings(browser.ports, { observes: false });
    await background.perform({ type: 'state/read' });

    await report().catch(() => undefined);

    expect(asked).toBe(1);
  });
});

describe('asking for a new token', () => {
  it('is up to the user at any time', async () => {
    const { state } = await background.perform({ type: 'state/read' });
    const [header] = state ? (opened(state).profiles[0]?.headers ?? []) : [];
    expect(header?.getsToken).toBe(true);
    browser.now += 1000;

    for (const token of ['token-2', 'token-3']) {
      browser.now += 1000;
      await background.perform({ type: 'token/renew', headerId: header?.id ?? '' });
      await isSent(token);
    }
  });

  it('asks a server that has refused before', async () => {
    answers = [Response.json({ error: 'invalid_client' }, { status: 401 })];
    const headerId = Object.values(browser.session.issued ?? {})[0]?.headerId ?? '';
    browser.now += 1000;
    await background.perform({ type: 'token/renew', headerId });
    await isRefused();
    browser.now += 30 * MINUTE;

    await background.perform({ type: 'token/renew', headerId });

    await isSent('token-3');
  });

  it('refuses a header that has no token', async () => {
    const { failure } = (await background.perform({ type: 'token/renew', headerId: 'x' })) as {
      failure?: object;
    };

    expect(failure).toEqual({ code: 'profile-unknown' });
  });
});

it('a profile that is saved unchanged asks a server that has refused', async () => {
  answers = [Response.json({ error: 'invalid_client' }, { status: 401 })];
  const headerId = Object.values(browser.session.issued ?? {})[0]?.headerId ?? '';
  browser.now += 1000;
  await background.perform({ type: 'token/renew', headerId });
  await isRefused();
  const { state } = await background.perform({ type: 'state/read' });
  const [stored] = state ? opened(state).profiles : [];
  if (!stored) throw new Error('no profile');
  const [{ fields: _, ...header } = { fields: {} }] = PROFILE.headers;

  const reply = await background.perform({
    type: 'profile/save',
    profile: {
      ...PROFILE,
      id: stored.id,
      revision: stored.revision,
      headers: [{ ...header, id: headerId } as (typeof PROFILE)['headers'][number]],
    },
    pick: true,
  });

  expect(reply.ok).toBe(true);
  await isSent('token-3');
});
