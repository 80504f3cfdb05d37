/** A server with another clock: it refuses our signatures, and we follow its clock within bounds. */
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { AppState } from '../../src/domain/app-state';
import type { IssuedHeaders } from '../../src/domain/header';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import { opened } from '../support/app-states';
import { matchingRules } from '../support/dnr';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import { FAULTS, faultyPorts } from '../support/faulty-ports';
import { proves, rounds } from '../support/proves';
import {
  EAST,
  ON_BOTH,
  SIGNED_OVER_TIME,
  sentAt,
  sentTo,
  timeIn,
  WEST,
} from '../support/signatures';
import gluwa from '../vectors/gluwa.json';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const MINUTE = 60_000;
const LIMIT = 16 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** One header of each scheme that signs by the clock. */
const SIGNS_ALL = {
  ...ON_BOTH,
  headers: [
    ...ON_BOTH.headers,
    { schemeId: 'gluwa-bitcoin', fields: { wif: gluwa.bitcoin.wif }, paths: ['/btc'], methods: [] },
    {
      schemeId: 'jwt-signed',
      fields: { algorithm: 'HS256', key: 'a secret of thirty-two characters', lifetime: '300' },
      paths: [],
      methods: [],
    },
    SIGNED_OVER_TIME,
  ],
};

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The servers' clocks minus the computer's, milliseconds. */
let ahead: Record<Origin, number>;
/** Our requests to the servers. */
let asked: string[];
/** The servers' answers. */
let answer: (origin: Origin) => Promise<Response>;

const dated = (time: number) =>
  new Response(null, { status: 404, headers: { Date: new Date(time).toUTCString() } });

beforeAll(async () => {
  made = await savedWith(ON_BOTH);
});

async function savedWith(profile: ProfileDraft): Promise<FakeBrowser> {
  const saved = fakeBrowser();
  await createVault(saved.ports, PASSPHRASE);
  await saveProfile(saved.ports, { profile, pick: true });
  return saved;
}

beforeEach(() => begin(made));

function begin({ storage, database, session, rules, now }: FakeBrowser): void {
  browser = Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules }));
  browser.now = now;
  ahead = { [EAST]: 0, [WEST]: 0 };
  asked = [];
  answer = async (origin) => dated(serverNow(origin));
  restart();
}

/** Restarts the background alone: its own memory is lost. */
function restart(ports = browser.ports): void {
  background = compose({
    ...ports,
    fetch: (input, init) => {
      asked.push(`${init?.method} ${input}`);
      return answer(new URL(String(input)).origin as Origin);
    },
  });
}

function serverNow(origin: Origin): number {
  return browser.now + (ahead[origin] ?? 0);
}

/** The server has refused our signature. */
function refused(origin: Origin, offsetMs = ahead[origin] ?? 0) {
  return background.noteRefusal(origin, { receivedAt: browser.now, offsetMs });
}

/** Accepts a signature for ten minutes, as Gluwa's API does. */
function isAccepted(origin: Origin): boolean {
  const age = serverNow(origin) - sentAt(browser, origin);
  return age >= -MINUTE && age <= 10 * MINUTE;
}

async function stateNow(): Promise<AppState> {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return state;
}

/** Sets the clock; the user is at the computer all the time. */
function setComputerTo(time: number): void {
  browser.now = time;
  browser.session = { ...browser.session, lockAt: time + MINUTE };
}

function confirm(origin: Origin, offsetMs = ahead[origin] ?? 0) {
  return background.perform({ type: 'clock/confirm', origin, offsetMs });
}

describe('a server that refuses our signature', () => {
  proves('F11', 'is followed by itself, up to sixteen minutes either way', async (tried) => {
    for (const offset of [-LIMIT, -15 * MINUTE, -11 * MINUTE, 11 * MINUTE, 15 * MINUTE, LIMIT]) {
      begin(made);
      ahead[EAST] = offset;
      expect(isAccepted(EAST)).toBe(false);

      const finding = await refused(EAST);

      expect(finding).toBe('corrected');
      expect(sentAt(browser, EAST)).toBe(serverNow(EAST));
      const { clocks } = opened(await stateNow());
      expect(clocks).toEqual([{ origin: EAST, offsetMs: offset, state: 'corrected' }]);
      tried();
    }
  });

  proves(['F11', 'T19'], 'moves no other server’s time', async (tried) => {
    ahead = { [EAST]: 15 * MINUTE, [WEST]: -12 * MINUTE };
    const west = sentTo(browser, WEST);

    await refused(EAST);

    expect(sentTo(browser, WEST)).toBe(west);
    await refused(WEST);
    expect([isAccepted(EAST), isAccepted(WEST)]).toEqual([true, true]);
    expect(sentAt(browser, WEST)).toBe(serverNow(WEST));
    tried();
  });

  it('is followed when its signatures are renewed, too', async () => {
    ahead[EAST] = 15 * MINUTE;
    await refused(EAST);

    browser.now += 4 * MINUTE;
    await stateNow();

    expect(sentAt(browser, EAST)).toBe(serverNow(EAST));
    expect(sentAt(browser, WEST)).toBe(browser.now);
  });

  proves('F11', 'is followed back, once the computer’s clock is set right', async (tried) => {
    for (const wrong of [-15 * MINUTE, 15 * MINUTE]) {
      begin(made);
      const right = browser.now;
      setComputerTo(right + wrong);
      ahead[EAST] = -wrong;
      await refused(EAST);
      expect(isAccepted(EAST)).toBe(true);

      setComputerTo(right + 2 * MINUTE);
      ahead[EAST] = 0;
      await stateNow();
      expect(isAccepted(EAST)).toBe(false);
      const finding = await refused(EAST);

      expect(finding).toBe('corrected');
      expect(sentAt(browser, EAST)).toBe(browser.now);
      expect(opened(await stateNow()).clocks).toEqual([]);
      tried();
    }
  });
});

describe('a server’s claimed time', () => {
  const dissenting: readonly [string, () => Promise<Response>][] = [
    ['tells our own time', async () => dated(browser.now)],
    ['tells a time six seconds from the first', async () => dated(serverNow(EAST) + 6_000)],
    ['tells no time', async () => new Response(null)],
    ['tells what is no time', async () => new Response(null, { headers: { Date: 'soon' } })],
    ['cannot be reached', () => Promise.reject(new TypeError('no network'))],
  ];

  proves('T19', 'is nothing that a second answer does not bear out', async (tried) => {
    for (const [says, second] of dissenting) {
      begin(made);
      ahead[EAST] = 15 * MINUTE;
      answer = second;
      const before = sentTo(browser, EAST);

      const finding = await refused(EAST);

      expect(finding, says).toBe('unproven');
      expect(sentTo(browser, EAST), says).toBe(before);
      expect(opened(await stateNow()).clocks, says).toEqual([]);
      tried();
    }
  });

  it('is our own clock, as far as whole seconds can tell: no request is made', async () => {
    expect(await refused(EAST, 2_000)).toBe('right');
    expect(await refused(EAST, -2_000)).toBe('right');
    expect(asked).toEqual([]);
  });

  it('is the known clock: no second request is made', async () => {
    ahead[EAST] = 15 * MINUTE;
    await refused(EAST);
    browser.now += 2 * MINUTE;

    expect(await refused(EAST)).toBe('right');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no profile is picked there', 'https://elsewhere.test', 'no pick'],
    ['the header there has no time', EAST, 'basic'],
    ['it is plain http', 'http://localhost:8080', 'http'],
    ['the vault is locked', EAST, 'locked'],
  ])('is not asked where %s', async (_, origin, where) => {
    const site = where === 'http' ? origin : EAST;
    const { headers } = where === 'basic' ? SANDBOX_ADMIN : ON_BOTH;
    begin(await savedWith({ ...ON_BOTH, headers, sites: [{ url: site, path: '' }] }));
    if (where === 'locked') await background.perform({ type: 'vault/lock' });

    // Cast: as the browser would name it.
    const finding = await refused(origin as Origin, 15 * MINUTE);

    expect(finding).toBe('unproven');
    expect(asked).toEqual([]);
  });
});

describe('the question', () => {
  it('is for the root of the origin, once, however many refusals there are', async () => {
    ahead = { [EAST]: 15 * MINUTE, [WEST]: 15 * MINUTE };

    const findings = await Promise.all([
      refused(EAST),
      refused(EAST),
      refused(WEST),
      refused(EAST),
    ]);

    expect(findings).toEqual(Array(4).fill('corrected'));
    expect(asked).toEqual([`HEAD ${EAST}/`, `HEAD ${WEST}/`]);
  });

  it('is put once a minute, after any answer and any number of restarts', async () => {
    ahead[EAST] = 15 * MINUTE;
    answer = async () => new Response(null);
    await refused(EAST);

    restart();
    browser.now += MINUTE - 1;
    await refused(EAST);
    expect(asked).toHaveLength(1);
    browser.now += 1;
    await refused(EAST);

    expect(asked).toHaveLength(2);
  });

  it('carries no header of ours', () => {
    const question = {
      url: `${EAST}/`,
      type: 'xmlhttprequest',
      method: 'head',
      initiator: `chrome-extension://${browser.ports.rules.browser.ownDomain}`,
    };

    expect(matchingRules(browser.rules, question)).toEqual([]);
    expect(matchingRules(browser.rules, { ...question, initiator: EAST, top: EAST })).toHaveLength(
      1,
    );
  });

  it('keeps no command waiting', async () => {
    ahead[EAST] = 15 * MINUTE;
    answer = () => new Promise(() => {});
    void refused(EAST);

    await background.perform({ type: 'settings/change', settings: { paused: true } });
    const { state } = await background.perform({ type: 'vault/lock' });

    expect(state?.vault).toBe('locked');
    expect(asked).toHaveLength(1);
  });

  proves('T19', 'is for nothing, if it is locked before the answer', async (tried) => {
    for (const isUnlocked of [false, true]) {
      begin(made);
      ahead[EAST] = 15 * MINUTE;
      let reply = (_: Response) => {};
      answer = () => new Promise((resolve) => (reply = resolve));
      const finding = refused(EAST);
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      await background.perform({ type: 'vault/lock' });
      expect(browser.session.clocks).toBeUndefined();
      if (isUnlocked) await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });

      reply(dated(serverNow(EAST)));

      expect(await finding).toBe('unproven');
      expect(browser.session.clocks ?? {}).toEqual({});
      if (isUnlocked) expect(sentAt(browser, EAST)).toBe(browser.now);
      else expect(browser.rules).toEqual([]);
      tried();
    }
  });
});

describe('a clock more than sixteen minutes off', () => {
  proves(['F11', 'T19'], 'is shown, and followed once the user says so', async (tried) => {
    for (const offset of [-YEAR, -LIMIT - 1000, LIMIT + 1000, DAY, YEAR]) {
      begin(made);
      ahead = { [EAST]: offset, [WEST]: offset };

      expect(await refused(EAST)).toBe('unconfirmed');
      expect(await refused(EAST)).toBe('unconfirmed');
      expect(sentAt(browser, EAST)).toBe(browser.now);
      const { clocks } = opened(await stateNow());
      expect(clocks).toEqual([{ origin: EAST, offsetMs: offset, state: 'unconfirmed' }]);
      const { state } = await confirm(EAST);

      expect(isAccepted(EAST)).toBe(true);
      expect(state).toMatchObject({
        clocks: [{ origin: EAST, offsetMs: offset, state: 'corrected' }],
      });
      // The correction is for that site alone.
      expect(sentAt(browser, WEST)).toBe(browser.now);
      tried();
    }
  });

  proves('T19', 'is not followed by a confirmation of another time', async (tried) => {
    ahead[EAST] = YEAR;
    await refused(EAST);
    browser.now += MINUTE;
    ahead[EAST] = 2 * YEAR;
    await refused(EAST);

    // A page may still show the earlier time.
    await confirm(EAST, YEAR);

    expect(sentAt(browser, EAST)).toBeLessThanOrEqual(browser.now);
    expect(opened(await stateNow()).clocks).toMatchObject([{ state: 'unconfirmed' }]);
    tried();
  });

  proves('F11', 'is asked for at once again where the first question failed', async (tried) => {
    ahead[EAST] = YEAR;
    answer = () => Promise.reject(new TypeError('no network'));
    expect(await refused(EAST)).toBe('unproven');
    answer = async (origin) => dated(serverNow(origin));
    expect(await refused(EAST)).toBe('unproven');

    await confirm(EAST);
    // No time is signed with on the word of the page alone.
    expect(sentAt(browser, EAST)).toBe(browser.now);
    expect(await refused(EAST)).toBe('corrected');

    expect(isAccepted(EAST)).toBe(true);
    expect(asked).toHaveLength(2);
    tried();
  });

  it.each(['https://elsewhere.test', '__proto__', ''])(
    'cannot be confirmed of %j, of which nothing is known',
    async (origin) => {
      const { session } = browser;

      const { ok } = await background.perform({ type: 'clock/confirm', origin, offsetMs: YEAR });

      expect(ok).toBe(true);
      expect(browser.session.clocks).toEqual(session.clocks);
    },
  );

  it('is not followed any more after a lock', async () => {
    ahead[EAST] = YEAR;
    await refused(EAST);
    await confirm(EAST);

    await background.perform({ type: 'vault/lock' });
    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });

    expect(sentAt(browser, EAST)).toBe(browser.now);
    expect(opened(await stateNow()).clocks).toEqual([]);
  });

  proves('T19', 'is not followed to another day once ours is set', async (tried) => {
    ahead[EAST] = YEAR;
    await refused(EAST);
    await confirm(EAST);

    for (const right of [browser.now + YEAR, browser.now - YEAR]) {
      setComputerTo(right);
      await stateNow();

      expect(sentAt(browser, EAST)).toBe(right);
      tried();
    }
  });
});

proves(
  'F11',
  'a background that dies at any call signs by its own clock or the server’s, and learns it later',
  async (tried) => {
    for (const fault of FAULTS) {
      let isReached = true;
      for (let at = 1; isReached; at += 1) {
        begin(made);
        ahead[EAST] = 15 * MINUTE;
        const { ports, dead, calls } = faultyPorts(browser.ports, fault, at);
        restart(ports);

        await Promise.race([refused(EAST), dead]);
        isReached = calls() >= at;
        const { now } = browser;
        restart();
        const { vault } = await stateNow();
        if (vault === 'locked') {
          await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
        }

        const where = `${fault} at call ${at}`;
        expect([now, now + 15 * MINUTE], where).toContain(sentAt(browser, EAST));
        expect(sentAt(browser, WEST), where).toBe(now);
        browser.now += MINUTE;
        await refused(EAST);
        expect(isAccepted(EAST), where).toBe(true);
        tried();
      }
    }
  },
);

/** The events of a clock; times in milliseconds. */
type Event =
  | {
      readonly kind: 'refused';
      readonly origin: Origin;
      readonly first: number;
      readonly second: number;
    }
  | { readonly kind: 'confirmed'; readonly origin: Origin }
  | { readonly kind: 'passed'; readonly ms: number };

const origins = fc.constantFrom(EAST, WEST);
const someOffset = fc.oneof(
  fc.integer({ min: -2 * LIMIT, max: 2 * LIMIT }),
  fc.integer({ min: -10 * YEAR, max: 10 * YEAR }),
  fc.constantFrom(0, LIMIT, -LIMIT, LIMIT + 1000, YEAR, YEAR + LIMIT, YEAR + 2 * LIMIT),
);
const events: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        origins,
        someOffset,
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: someOffset },
        ),
      )
      .map(
        ([origin, first, other]) =>
          ({ kind: 'refused', origin, first, second: other ?? first }) as const,
      ),
  },
  { weight: 2, arbitrary: origins.map((origin) => ({ kind: 'confirmed', origin }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .oneof(
        fc.integer({ min: MINUTE, max: 2 * LIMIT }),
        fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      )
      .map((ms) => ({ kind: 'passed', ms }) as const),
  },
);

describe('any claims of servers', () => {
  let signing: FakeBrowser;
  beforeAll(async () => {
    signing = await savedWith(SIGNS_ALL);
  });

  proves(
    'T19',
    'nothing is signed for a time more than sixteen minutes from ours, or from what the user confirmed there',
    async (tried) => {
      let far = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(events, { minLength: 3, maxLength: 12 }), async (story) => {
          begin(signing);
          const confirmed = new Map<string, { readonly offsetMs: number; readonly at: number }>();
          for (const event of story) {
            if (event.kind === 'passed') setComputerTo(browser.now + event.ms);
            if (event.kind === 'refused') {
              answer = async () => dated(browser.now + event.second);
              await refused(event.origin, event.first);
            }
            if (event.kind === 'confirmed') {
              const shown = opened(await stateNow()).clocks.find(
                ({ origin }) => origin === event.origin,
              );
              if (shown?.state !== 'unconfirmed') continue;
              confirmed.set(event.origin, { offsetMs: shown.offsetMs, at: browser.now });
              await confirm(event.origin, shown.offsetMs);
            }
            await stateNow();

            for (const issued of Object.values<IssuedHeaders>(browser.session.issued ?? {})) {
              const offset = timeIn(issued) - issued.issuedAt;
              const { origin = '' } = issued;
              const agreed = confirmed.get(origin);
              const isNear = (other: number) => Math.abs(offset - other) <= LIMIT + 1000;
              if (!isNear(0)) {
                far += 1;
                expect(agreed && isNear(agreed.offsetMs), origin).toBe(true);
                expect(Math.abs(issued.issuedAt - (agreed?.at ?? 0))).toBeLessThanOrEqual(DAY);
              }
              tried();
            }
          }
        }),
        { numRuns: rounds({ short: 60, full: 2_000 }) },
      );
      // Otherwise no clock was ever confirmed, and the claim is empty.
      expect(far).toBeGreaterThan(0);
    },
    rounds({ short: 60_000, full: 1_800_000 }),
  );
});
