/** A request of our own: the rule for it exists only while the request runs, in every case. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { Outcome } from '../../src/domain/seen-request';
import { CHROME } from '../support/browsers';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const URL_THERE = 'https://api.gluwa.test/v1/Orders?x=1';
const OWN = `chrome-extension://${CHROME.ownDomain}`;
// RFC 7617 §2, as `abcd:1234`.
const VALUE = 'Basic YWJjZDoxMjM0';
const OK: Outcome = { kind: 'answered', status: 200, headers: [], from: 'server' };

let made: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The browser's answer to the request. */
let answer: () => Promise<Response>;
/** The rules of ours alone, when it was asked. */
let during: FakeBrowser['rules'];
let looks: (readonly string[])[];
/** The number of our test rules, each time that the browser was asked to report requests. */
let rulesAtLook: number[];

beforeAll(async () => {
  made = fakeBrowser();
  await createVault(made.ports, PASSPHRASE);
  await saveProfile(made.ports, { profile: SANDBOX_ADMIN, pick: true });
});

beforeEach(() => {
  const { storage, database, session, rules, now } = made;
  browser = Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules }));
  browser.now = now;
  during = [];
  looks = [];
  rulesAtLook = [];
  answer = async () => {
    tell(OK);
    return new Response('hello');
  };
  start();
});

/** Starts the background alone: its own memory is lost. */
function start(): void {
  background = compose({
    ...browser.ports,
    requests: {
      watch: () => {},
      watchAsked: () => {},
      lookClosely(who, origins) {
        looks.push([who, ...origins]);
        rulesAtLook.push(ownRules().length);
      },
    },
    fetch: async () => {
      during = ownRules();
      return answer();
    },
  });
}

const ownRules = () =>
  browser.rules.filter(({ condition }) => condition.initiatorDomains?.includes(CHROME.ownDomain));

function tell(
  outcome: Outcome,
  change: { initiator?: string; method?: string; value?: string; name?: string } = {},
) {
  const { initiator = OWN, method = 'GET', value = VALUE, name = 'authorization' } = change;
  const sent = [[name, value]] as const;
  background.seeRequest(
    { at: browser.now, url: URL_THERE, method, type: 'xmlhttprequest', initiator, tabId: -1, sent },
    outcome,
  );
}

const run = (method: 'GET' | 'HEAD' = 'GET') => background.runTest(`${URL_THERE}#part`, method);

describe('its rule', () => {
  it('is for that address, that method and our own request, and gone with it', async () => {
    const result = await run();

    expect(during.map(({ condition }) => condition)).toEqual([
      {
        urlFilter: `|${URL_THERE}|`,
        isUrlFilterCaseSensitive: true,
        resourceTypes: ['xmlhttprequest', 'other'],
        requestMethods: ['get'],
        initiatorDomains: [CHROME.ownDomain],
      },
    ]);
    expect(ownRules()).toEqual([]);
    expect(looks).toEqual([['test', 'https://api.gluwa.test'], ['test']]);
    expect(result).toMatchObject({
      ok: true,
      status: 200,
      body: 'hello',
      sent: ['Authorization: Basic …'],
    });
  });

  it('is set only once the browser has been asked to tell of it', async () => {
    await run();

    expect(rulesAtLook[0]).toBe(0);
    expect(during).toHaveLength(1);
  });

  it('is gone where the server does not answer', async () => {
    answer = async () => {
      tell({ kind: 'failed', error: 'net::ERR_CONNECTION_REFUSED' });
      throw new TypeError('Failed to fetch');
    };

    expect(await run()).toMatchObject({ ok: true, advice: { verdict: { cause: 'unreachable' } } });
    expect(during).toHaveLength(1);
    expect(ownRules()).toEqual([]);
  });

  it('is gone where the browser refuses it, and is not put in force later', async () => {
    browser.refuseRules = true;
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'rules-refused' } });

    browser.refuseRules = false;
    await background.perform({ type: 'state/read' });

    expect(ownRules()).toEqual([]);
    expect(browser.rules).not.toEqual([]);
  });

  it('is taken away by a lock, and neither the lock nor the next unlocking puts it back', async () => {
    let finish = () => {};
    const answered = new Promise<void>((resolve) => {
      finish = resolve;
    });
    answer = async () => {
      await background.perform({ type: 'vault/lock' });
      expect(browser.rules).toEqual([]);
      await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
      expect(browser.rules).not.toEqual([]);
      expect(ownRules()).toEqual([]);
      await background.perform({ type: 'vault/lock' });
      finish();
      tell(OK);
      return new Response('late');
    };

    expect(await run()).toMatchObject({ ok: true });
    await answered;
    expect(browser.rules).toEqual([]);
  });

  it('is unknown to a background that has just started, which takes it away', async () => {
    answer = () => new Promise(() => {});
    void run();
    await vi.waitFor(() => expect(ownRules()).toHaveLength(1));

    start();
    await background.perform({ type: 'state/read' });

    expect(ownRules()).toEqual([]);
  });
});

describe('the result', () => {
  it('is not of the user’s own request, nor of another of ours, to the same address', async () => {
    answer = async () => {
      tell({ ...OK, status: 401 } as Outcome, { initiator: 'https://api.gluwa.test' });
      tell({ ...OK, status: 401 } as Outcome, { method: 'HEAD' });
      tell(OK);
      return new Response();
    };

    expect(await run()).toMatchObject({ status: 200, advice: { verdict: { cause: 'working' } } });
  });

  const COOKIE: Outcome = {
    kind: 'answered',
    status: 200,
    headers: [['set-cookie', '; HttpOnly']],
    from: 'server',
  };

  it('says that the site has set a session cookie, and the popup knows it', async () => {
    answer = async () => {
      tell(COOKIE);
      return new Response();
    };

    expect(await run()).toMatchObject({ cookie: true });
    expect(browser.activity.cookieSites).toEqual(['https://api.gluwa.test']);
  });

  it('leaves no site behind that a lock has overtaken', async () => {
    answer = async () => {
      await background.perform({ type: 'vault/lock' });
      tell(COOKIE);
      return new Response();
    };

    expect(await run()).toMatchObject({ cookie: true });
    expect(browser.activity.cookieSites).toEqual([]);
  });

  it('is where a redirect would have led to', async () => {
    answer = async () => {
      tell({ kind: 'redirected', status: 302, headers: [], to: 'https://evil.test/?token=canary' });
      return Response.error();
    };

    expect(await run()).toMatchObject({
      status: 302,
      advice: { verdict: { cause: 'redirected-away', to: 'https://evil.test' } },
    });
  });

  it('does not show a header of another extension', async () => {
    answer = async () => {
      tell(OK, { value: 'Bearer canary' });
      return new Response();
    };

    const result = await run();

    expect(result).toMatchObject({
      sent: ['Authorization: …'],
      advice: { verdict: { cause: 'overridden' } },
    });
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  it('may be nothing at all', async () => {
    answer = async () => new Response();

    expect(await run()).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
    expect(ownRules()).toEqual([]);
  });

  it('is a timeout where it was given up', async () => {
    answer = async () => {
      tell({ kind: 'failed', error: 'net::ERR_ABORTED' });
      throw new DOMException('', 'TimeoutError');
    };

    const verdict = { cause: 'network', error: 'timeout' };
    expect(await run()).toMatchObject({ ok: true, advice: { verdict } });
  });
});

describe('the answer’s beginning', () => {
  it('is one kilobyte, without half a character, and no more is read', async () => {
    const cancelled = vi.fn();
    const chunk = new TextEncoder().encode(`${'x'.repeat(1023)}é`);
    const pull = vi.fn((controller: ReadableStreamDefaultController) => controller.enqueue(chunk));
    answer = async () => {
      tell(OK);
      return new Response(new ReadableStream({ pull, cancel: cancelled }, { highWaterMark: 0 }));
    };

    expect(await run()).toMatchObject({ body: 'x'.repeat(1023) });
    expect(pull).toHaveBeenCalledTimes(1);
    expect(cancelled).toHaveBeenCalled();
  });

  it('is what had come of one that stopped', async () => {
    let isFirst = true;
    const pull = (controller: ReadableStreamDefaultController) => {
      if (!isFirst) return controller.error(new DOMException('', 'TimeoutError'));
      isFirst = false;
      controller.enqueue(new TextEncoder().encode('data: 1'));
    };
    answer = async () => {
      tell(OK);
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
    };

    expect(await run()).toMatchObject({ body: 'data: 1' });
  });
});

it('asks nothing where nothing would be sent', async () => {
  await background.perform({ type: 'settings/change', settings: { paused: true } });

  expect(await run()).toMatchObject({
    ok: true,
    sent: [],
    advice: { verdict: { cause: 'paused' } },
  });
  expect(during).toEqual([]);
});

describe('where the header of the picked profile is off', () => {
  const [header] = SANDBOX_ADMIN.headers;
  if (!header) throw new Error('no header');
  const OFF = { ...SANDBOX_ADMIN, name: 'Off', headers: [{ ...header, isOff: true as const }] };
  const debug = { schemeId: 'custom-header', fields: { headerName: 'X-Debug', value: 'on' } };
  const DEBUG = {
    ...SANDBOX_ADMIN,
    name: 'Debug',
    isExtra: true as const,
    headers: [{ ...debug, paths: [], methods: [] }],
  };
  const save = (profile: typeof OFF | typeof DEBUG) =>
    background.perform({ type: 'profile/save', profile, pick: true });

  it('asks nothing without an extra', async () => {
    await save(OFF);

    expect(await run()).toMatchObject({ sent: [], advice: { verdict: { cause: 'headers-off' } } });
    expect(during).toEqual([]);
  });

  it.each<[string, Outcome, string, string]>([
    ['an answer', OK, 'headers-off', 'Off'],
    ['a refusal', { ...OK, status: 401 } as Outcome, 'headers-off', 'Off'],
    ['no answer', { kind: 'failed', error: 'net::ERR_CONNECTION_REFUSED' }, 'unreachable', 'Debug'],
  ])('sends the extra, as the browser would, and judges %s', async (_, outcome, cause, name) => {
    await save(OFF);
    await save(DEBUG);
    answer = async () => {
      tell(outcome, { name: 'x-debug', value: 'on' });
      return new Response();
    };

    const result = await run();

    const { state } = await background.perform({ type: 'state/read' });
    const profiles = state?.vault === 'unlocked' ? state.profiles : [];
    const profileId = profiles.find((each) => each.name === name)?.id;
    expect(result).toMatchObject({
      sent: ['X-Debug: …'],
      advice: { verdict: { cause }, profileId },
    });
    expect(JSON.stringify(during)).not.toContain(VALUE);
  });

  it('asks nothing once the browser no longer allows the site', async () => {
    await save(OFF);
    await save(DEBUG);
    browser.disallowed.add('https://api.gluwa.test');

    expect(await run()).toMatchObject({ sent: [], advice: { verdict: { cause: 'not-allowed' } } });
    expect(during).toEqual([]);
  });
});

it('looks at every test that runs', async () => {
  answer = async () => {
    tell(OK);
    tell(OK, { method: 'HEAD' });
    return new Response();
  };

  const results = await Promise.all([run(), run('HEAD')]);

  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect(looks.at(-1)).toEqual(['test']);
  expect(ownRules()).toEqual([]);
});
