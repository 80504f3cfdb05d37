/**
 * Every scheme that renews, picked at once: no request goes bare, with a token that has ended, with a
 * stale signature or with headers of two moments. Judged by what the servers have received alone.
 *
 * Tokens live for twelve seconds, a signature over time for ten; these run by the real clock. Twenty ends
 * of a token, which is renewed at 80 % of its life at the latest, take 200 seconds. A signed JWT lives for
 * a minute at least and a Gluwa signature for ten, so these two run by a clock that goes on four minutes at
 * a time, in the background and at the servers.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { OAUTH_CLIENTS } from '../lab/apis/oauth/oauth-clients.mjs';
import { signIn } from '../lab/apis/oauth/sign-in.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import { CODE_PATH, CODE_PERIOD_MS, periodsAfter } from '../lab/apis/one-time-codes.mjs';
import { PODCAST_KEY } from '../lab/apis/signed-over-time.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import {
  CODES,
  IXO_AUTH,
  NOTES,
  NOTES_LOGIN,
  NOTES_REFRESHING,
  PODCASTS,
} from '../lab/demo/demo-profiles.mjs';
import { press, words } from '../lab/pages/controls.mjs';
import type { NewProfile } from '../lab/pages/profile-form.mjs';
import type { LoggedRequest } from '../lab/server/request-log.mjs';
import { type Carried, judgeRenewals, type Received } from '../support/judge-renewals';
import { proves } from '../support/proves';
import { isQuick } from './browsers.mjs';
import {
  ENDPOINTS,
  GLUWA,
  IXO,
  keepBackgroundAwake,
  openWorld,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault, requestPermission, sendFrom } from './prepared';

/** A JWT and a date in seconds end up to a second before what they were made with. */
const WHOLE_SECOND_MS = 1000;
const ENDS = isQuick ? 3 : 20;
/** A code has half a minute, so these take no longer than the ends of the tokens. */
const CODE_ENDS = isQuick ? 1 : 5;
const APP = 'https://app.test';
const OWN = 'https://own.ixo.test';
const SECOND_PORT = ':8443';
const TOKEN_LIFE_S = 12;
const SIGNATURE_VALIDITY_S = 10;
const TEN_MINUTES_MS = 10 * 60_000;
/** All signatures of ten minutes are renewed after four. */
const JUMP_MS = 4 * 60_000 + 1000;
/** Keybearer counts it from a minute ago, so the token ends in ten minutes. */
const JWT_LIFETIME_S = 11 * 60;
/** A busy machine may cost some ends; then the run is longer, not wrong. */
const LONGEST_RUN_MS = 9 * 60_000;

interface Line {
  readonly name: string;
  readonly profile: NewProfile;
  readonly endpoint: string;
  /** The time between the latest renewal and the end. */
  readonly slackMs: number;
  /** Absent: `ENDS`. */
  readonly ends?: number;
  /** @param at - When the request has arrived. */
  carried(headers: LoggedRequest['headers'], at: number): Carried | undefined;
}

const field = (key: string) => words(`field_${key}` as Parameters<typeof words>[0]);

const BY_THE_CLOCK: readonly Line[] = [
  {
    name: 'OAuth, client credentials',
    profile: PROFILES.ixoClient,
    endpoint: ENDPOINTS.ixo,
    slackMs: 0.2 * TOKEN_LIFE_S * 1000 - WHOLE_SECOND_MS,
    carried: bearerJwt,
  },
  {
    name: 'OAuth, signed in, rotating refresh tokens',
    profile: {
      ...PROFILES.ixoPerson,
      site: OWN,
      fields: Object.fromEntries(
        Object.entries(PROFILES.ixoPerson.fields).map(([key, value]) => {
          return [key, value.replace(IXO_AUTH, OWN)];
        }),
      ),
    },
    endpoint: `${OWN}/v1/entities`,
    slackMs: 0.2 * TOKEN_LIFE_S * 1000 - WHOLE_SECOND_MS,
    carried: bearerJwt,
  },
  {
    name: 'a login with a refresh',
    profile: NOTES_REFRESHING,
    endpoint: `${NOTES}/v1/notes`,
    slackMs: 0.2 * TOKEN_LIFE_S * 1000,
    carried({ authorization }) {
      const [, value] = authorization?.split(' ') ?? [];
      return value ? { value, endsAt: world.lab.logins.endOf(value) ?? 0 } : undefined;
    },
  },
  {
    name: 'a signature over time in three headers',
    profile: {
      ...PROFILES.podcasts,
      fields: {
        ...PROFILES.podcasts.fields,
        [field('signature_over_time_validity')]: String(SIGNATURE_VALIDITY_S),
      },
    },
    endpoint: `${PODCASTS}/api/1.0/search/byterm`,
    slackMs: 0.6 * SIGNATURE_VALIDITY_S * 1000 - WHOLE_SECOND_MS,
    carried({ authorization, 'x-auth-date': date, 'x-auth-key': key }) {
      if (!authorization && !date && !key) return undefined;
      const wanted = sha1(PODCAST_KEY.key + PODCAST_KEY.secret + date);
      return {
        value: `${date}`,
        endsAt: (Number(date) + SIGNATURE_VALIDITY_S) * 1000,
        isMixed: key !== PODCAST_KEY.key || authorization !== wanted,
      };
    },
  },
  {
    name: 'one-time codes',
    profile: PROFILES.codes,
    endpoint: `${CODES}${CODE_PATH}`,
    // Made at the beginning of its period, and taken for one more.
    slackMs: CODE_PERIOD_MS,
    ends: CODE_ENDS,
    carried({ 'x-lab-otp': value }, at) {
      return value === undefined ? undefined : { value, endsAt: endOfCode(value, at) };
    },
  },
];

const BY_JUMPS: readonly Line[] = [
  {
    name: 'a signed JWT',
    profile: {
      ...PROFILES.ixoMinted,
      site: IXO + SECOND_PORT,
      fields: { ...PROFILES.ixoMinted.fields, [field('jwt_signed_lifetime')]: `${JWT_LIFETIME_S}` },
    },
    endpoint: ENDPOINTS.ixo.replace(IXO, IXO + SECOND_PORT),
    slackMs: TEN_MINUTES_MS,
    carried: bearerJwt,
  },
  {
    name: 'Gluwa, Ethereum',
    profile: PROFILES.ethereum,
    endpoint: ENDPOINTS.ethereum,
    slackMs: TEN_MINUTES_MS,
    carried: gluwaSignature,
  },
  {
    name: 'Gluwa, Bitcoin',
    profile: { ...PROFILES.bitcoin, site: GLUWA + SECOND_PORT },
    endpoint: ENDPOINTS.bitcoin.replace(GLUWA, GLUWA + SECOND_PORT),
    slackMs: TEN_MINUTES_MS,
    carried: gluwaSignature,
  },
];

const LINES = [...BY_THE_CLOCK, ...BY_JUMPS];

let world: World;
let page: LabPage;
/** When the background has answered. */
const answers: number[] = [];

beforeAll(async () => {
  world = await openWorld();
  world.lab.oauth.settings.lifetimeS = TOKEN_LIFE_S;
  world.lab.logins.settings.lifetimeS = TOKEN_LIFE_S;
  const hosts = [GLUWA, IXO, IXO_AUTH, OWN, NOTES, NOTES_LOGIN, PODCASTS, CODES, APP].map(
    (host) => `${host}/*`,
  );
  for (const host of hosts) await world.browser.allowHost(host);
  page = await world.browser.newPage(`${APP}/blank`);
  await prepareVault(world);
  const manager = await world.keybearer.openManager('#/about');
  await requestPermission(world, manager, hosts);
  await sendFrom(manager, { type: 'settings/change', settings: { autoLockMinutes: 240 } });
  await manager.close();
  for (const { profile } of LINES) await prepareProfile(world, { ...profile, callers: APP });
  const list = await world.keybearer.openManager();
  await press(list, words('signInBegin'), 'link');
  await signIn(world.browser, list, OWN);
  await list.waitForSelector(`::-p-xpath(//*[text()='${words('signInDone')}'])`);
  await list.close();
  for (const { endpoint } of LINES) await untilInForce(world, new URL(endpoint).origin);
  await page.bringToFront();
});

afterAll(() => world?.close());

/** The page requests each address again and again, with the time at which it asks. @returns how to end it. */
async function hammer(lines: readonly Line[], everyMs: number): Promise<() => Promise<void>> {
  await page.evaluate(
    (urls, every) => {
      const state = { stop: false, done: Promise.resolve<unknown>(undefined) };
      const line = async (url: string) => {
        while (!state.stop) {
          await fetch(`${url}?sent=${Date.now()}`, { cache: 'no-store' }).catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, every));
        }
      };
      state.done = Promise.all(urls.map(line));
      Object.assign(globalThis, { hammer: state });
    },
    lines.map(({ endpoint }) => endpoint),
    everyMs,
  );
  return () =>
    page.evaluate(async () => {
      const { hammer: state } = globalThis as unknown as {
        hammer: { stop: boolean; done: Promise<unknown> };
      };
      state.stop = true;
      await state.done;
    });
}

/**
 * The servers' records of one address.
 *
 * @param aheadAt - How far the clocks were ahead at an entry, milliseconds.
 */
function received(
  { endpoint, carried }: Line,
  mark: number,
  aheadAt: (index: number) => number = () => 0,
): Received[] {
  const { host, pathname } = new URL(endpoint);
  return world.lab.log.since(mark).flatMap((entry, index) => {
    const url = new URL(entry.url, endpoint);
    const sent = url.searchParams.get('sent');
    if (entry.host !== host || url.pathname !== pathname || sent === null) return [];
    const header = carried(entry.headers, entry.time);
    const ahead = aheadAt(index);
    return {
      sentAt: Number(sent) + ahead,
      arrivedAt: entry.time + ahead,
      status: entry.status,
      ...(header && { carried: header }),
    };
  });
}

async function untilAnswered(): Promise<void> {
  await keepBackgroundAwake(world);
  answers.push(Date.now());
  await pause(80);
}

proves(
  'F10',
  'five schemes by the real clock: none goes bare, ended, stale or mixed',
  async (tried) => {
    const mark = world.lab.log.mark();
    const stop = await hammer(BY_THE_CLOCK, 150);
    const judged = () =>
      BY_THE_CLOCK.map((line) => ({
        name: line.name,
        wanted: line.ends ?? ENDS,
        ...judgeRenewals(received(line, mark), line.slackMs, answers),
      }));

    const begun = Date.now();
    let found = judged();
    while (found.some(({ ends, wanted }) => ends < wanted) && Date.now() < begun + LONGEST_RUN_MS) {
      for (let count = 0; count < 20; count += 1) await untilAnswered();
      found = judged();
      if (found.some(({ faults }) => faults.length > 0)) break;
    }
    await stop();

    const all = judged();
    expectNoFaults(all);
    for (const { name, ends, wanted } of all) {
      expect(ends, name).toBeGreaterThanOrEqual(wanted);
      tried(ends);
    }
    // Each refresh token was used once, and no other grant was needed.
    const own = tokenRequests(world.lab.log, mark).filter(({ address }) => address.startsWith(OWN));
    const used = own.map(({ parameters }) => parameters.get('refresh_token'));
    expect(own.every(({ status }) => status === 200)).toBe(true);
    expect(
      own.every(({ parameters }) => parameters.get('client_id') === OAUTH_CLIENTS.app.id),
    ).toBe(true);
    expect(used).not.toContain(null);
    expect(new Set(used).size).toBe(used.length);
  },
  LONGEST_RUN_MS + 60_000,
);

it('signatures of ten minutes, four minutes at a time: none goes bare or stale', async () => {
  const mark = world.lab.log.mark();
  const stop = await hammer([...BY_JUMPS, ...BY_JUMPS], 0);
  /** From which entry on the clocks were how far ahead. */
  const jumps = [{ from: 0, ahead: 0 }];
  const aheadAt = (index: number) => jumps.findLast(({ from }) => from <= index)?.ahead ?? 0;
  const values = (line: Line) =>
    new Set(received(line, mark).flatMap(({ carried }) => carried?.value ?? []));

  // The last ones begin ten minutes before the end of the run, and do not count.
  for (let jump = 1; jump <= ENDS + 3; jump += 1) {
    const ahead = jump * JUMP_MS;
    const before = BY_JUMPS.map((line) => values(line).size);
    await world.browser.inBackground(async (ms) => {
      const clock = globalThis as unknown as { real?: () => number };
      clock.real ??= Date.now.bind(Date);
      const { real } = clock;
      Date.now = () => real() + ms;
      await chrome.alarms.create('sync', { when: real() });
    }, ahead);
    await vi.waitFor(async () => {
      await keepBackgroundAwake(world);
      for (const [index, line] of BY_JUMPS.entries()) {
        expect(values(line).size, line.name).toBeGreaterThan(before[index] ?? 0);
      }
    }, PATIENT);
    // The servers' clock follows, so no signature is from their past before it was replaced.
    world.lab.setClock(ahead);
    jumps.push({ from: world.lab.log.mark() - mark, ahead });
  }
  await stop();

  for (const line of BY_JUMPS) {
    const seen = received(line, mark, aheadAt);
    const alive = seen.map(({ sentAt }) => sentAt);
    const { ends, faults } = judgeRenewals(seen, line.slackMs, alive);
    expect([line.name, faults]).toEqual([line.name, []]);
    expect(ends, line.name).toBeGreaterThanOrEqual(ENDS);
  }
}, 240_000);

/** Names the first faults of each. */
function expectNoFaults(all: readonly { name: string; faults: readonly string[] }[]): void {
  expect(all.map(({ name, faults }) => [name, faults.length, ...faults.slice(0, 3)])).toEqual(
    all.map(({ name }) => [name, 0]),
  );
}

function bearerJwt({ authorization }: LoggedRequest['headers']): Carried | undefined {
  const [, value] = authorization?.split(' ') ?? [];
  if (!value) return undefined;
  const claims = Buffer.from(value.split('.')[1] ?? '', 'base64url').toString();
  return { value, endsAt: JSON.parse(claims).exp * 1000 };
}

/** One of a period that is not near ends at once: it is a fault. */
function endOfCode(value: string, at: number): number {
  const after = periodsAfter(value, at);
  if (after === null || after > 0) return 0;
  return (Math.floor(at / CODE_PERIOD_MS) + after + 2) * CODE_PERIOD_MS;
}

function gluwaSignature(headers: LoggedRequest['headers']): Carried | undefined {
  const value = headers['x-request-signature'];
  if (!value) return undefined;
  const [second] = Buffer.from(value, 'base64').toString('latin1').split('.');
  return { value, endsAt: Number(second) * 1000 + TEN_MINUTES_MS };
}

/** Node's own digest, not the one under test. */
function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
