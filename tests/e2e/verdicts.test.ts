/**
 * "Granted, picked, and still not applied: why?" Each cause provoked for real by the lab, its sentence
 * and its remedy in the popup or the manager, and the effect of the remedy's button.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Reply, Request } from '../../src/protocol/messages';
import { IXO_TOKENS } from '../lab/apis/ixo-tokens.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { choose, press, typeInto, words } from '../lab/pages/controls.mjs';
import { redirectUrl } from '../lab/server/redirects.mjs';
import { draftOf } from '../support/drafts';
import { proves } from '../support/proves';
import gluwaVectors from '../vectors/gluwa.json';
import {
  call,
  downloaded,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  IXO,
  isAllowed,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  secretsIn,
  TALEND,
  untilInForce,
  type World,
  whatWasSeen,
} from './harness';
import { mendUse, prepareVault, requestPermission, sendFrom } from './prepared';

const EVERY_HOST = 'https://*.test/*';
const APP = 'https://app.test';
const UNTRUSTED = 'https://untrusted.test';
/** A port that nothing listens on, under any name. */
const NOWHERE = 'https://nowhere.test:9443';
const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;

let world: World;
let page: LabPage;
let manager: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/blank`);
  await prepareVault(world);
  manager = await world.keybearer.openManager('#/activity');
  await allowAllSites();
  await page.bringToFront();
});

afterAll(() => world?.close());

/** All that was ever kept of requests in this file, as text. */
const kept: string[] = [];

beforeEach(async () => {
  world.lab.setClock(0);
  kept.push(JSON.stringify(await seen()));
  await send({ type: 'activity/clear' });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await mendUse(world, EVERY_HOST);
  await page.bringToFront();
});

/** Allows all sites in one click: this file is not about the prompts. */
async function allowAllSites(): Promise<void> {
  await world.browser.allowHost(EVERY_HOST);
  await requestPermission(world, manager, [EVERY_HOST]);
}

function send(request: Request): Promise<Reply> {
  return sendFrom(manager, request);
}

/** Saved as the form sends it, and picked on its sites. */
async function use(draft: ProfileDraft): Promise<void> {
  const reply = await send({ type: 'profile/save', profile: draft, pick: true });
  if (!reply.ok) throw new Error(`${draft.name}: ${JSON.stringify(reply.failure)}`);
}

interface Told {
  readonly sentence: string;
  readonly buttons: readonly string[];
  readonly popup: LabPage;
}

/**
 * Waits until the popup shows this sentence, with these buttons: the rules may say the same before the
 * request that was seen adds its buttons.
 */
async function untilTold(sentence: string, buttons?: readonly string[]): Promise<Told> {
  const popup = await world.browser.openPopup(page);
  const selector = `::-p-xpath(//p[@role="status"][contains(., "${quotable(sentence)}")])`;
  await popup.waitForSelector(selector).catch(async (cause) => {
    const said = await popup.evaluate(() => document.querySelector('.verdict')?.textContent);
    throw new Error(`It says ${said}, and has seen ${JSON.stringify(await seen())}`, { cause });
  });
  if (buttons) {
    await vi.waitFor(async () => {
      const told = await toldIn(popup);
      expect(told).toMatchObject({ sentence: expect.stringContaining(sentence), buttons });
    }, PATIENT);
  }
  return { ...(await toldIn(popup)), popup };
}

async function toldIn(popup: LabPage): Promise<Omit<Told, 'popup'>> {
  const verdict = await popup.waitForSelector('.verdict');
  const told = await verdict?.evaluate((element) => ({
    sentence: element.querySelector('.sentences')?.textContent ?? '',
    buttons: [...element.querySelectorAll('button')].map((each) => each.textContent ?? ''),
  }));
  return { sentence: told?.sentence ?? '', buttons: told?.buttons ?? [] };
}

/** The popup shows the manager's one tab, which this file goes on using. */
async function backToActivity(): Promise<void> {
  await manager.evaluate(() => location.assign('#/activity'));
  await page.bringToFront();
}

/** @returns when it hears of anything again, in milliseconds since the Unix epoch. */
function beBusy(busyMs: number): Promise<number> {
  return world.browser.inBackground((ms: number) => {
    const until = Date.now() + ms;
    while (Date.now() < until);
    return Date.now();
  }, busyMs);
}

/**
 * All pages and requests until now are judged once two requests are, one after the other: a page that
 * made no request is noticed beside the first, and judged with the second.
 */
async function untilAllJudged(): Promise<void> {
  for (const name of ['last', 'once-more']) {
    await fetchStatus(page, `${ENDPOINTS.ixo}?${name}=1`);
    await expect.poll(async () => JSON.stringify(await seen())).toContain(`?${name}=…`);
  }
}

/** The background's record of requests. */
function seen(): Promise<unknown> {
  return whatWasSeen(world.browser);
}

/** XPath has no escape for the quote that its strings stand in. */
function quotable(sentence: string): string {
  return sentence.split('"')[0] ?? '';
}

async function expectTold(sentence: string, buttons: readonly string[]): Promise<void> {
  const { popup } = await untilTold(sentence, buttons);
  await popup.close();
}

const WHY = words('seenWhy');
const MORE = words('seenMore');
const EDIT = words('remedyEdit');
const REPLACE = words('replaceToken');
const basic = (name: string, site: string, username = 'abcd', password = '1234') =>
  draftOf(name, site, 'basic', { username, password });
const bearer = (name: string, token: string) => draftOf(name, IXO, 'bearer', { token });
const ethereum = draftOf('Ethereum', GLUWA, 'gluwa-ethereum', {
  privateKey: gluwaVectors.ethereum.privateKey,
});

describe('what the server says', () => {
  it('works, with the status and its age', async () => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await open(page, ENDPOINTS.ixo);

    const { popup, sentence } = await untilTold(words('cause_working'), [MORE]);

    expect(sentence).toBe('Working · 200 · sent Authorization (Bearer)');
    await press(popup, MORE);
    const details = await popup.waitForSelector('.verdict .why .seen');
    expect(await details?.evaluate((element) => element.textContent)).toMatch(
      /^200, (\d+ s ago|just now)$/,
    );
    await popup.close();
  });

  it('wants another scheme, and the profile that sends it is a click away', async () => {
    await use(basic('IXO basic', IXO));
    await open(page, ENDPOINTS.ixo);
    const pick = words('remedyPick', 'IXO');
    await expectTold(words('cause_wrong_scheme', 'Bearer', 'Basic'), [pick, WHY]);

    const popup = await world.browser.openPopup(page);
    await press(popup, pick);
    await press(popup, words('popupReload'));

    await popup.waitForSelector(`::-p-xpath(//button[text()="${words('popupReload')}"])`, {
      hidden: true,
    });
    await popup.close();
    const told = await untilTold(words('cause_working'));
    expect(told.sentence).toBe('Working · 200 · sent Authorization (Bearer)');
    await told.popup.close();
  });

  it('says that a token has expired', async () => {
    const draft = bearer('IXO expired', IXO_TOKENS.expired);
    const [header] = draft.headers;
    await use({ ...draft, headers: header ? [{ ...header, accepted: ['jwt-expired'] }] : [] });
    await open(page, ENDPOINTS.ixo);

    await expectTold(words('cause_token_expired'), [words('replaceToken'), WHY]);
  });

  it('does not accept the credentials', async () => {
    await use(bearer('IXO forged', IXO_TOKENS.forged));
    await open(page, ENDPOINTS.ixo);

    const refused = words('cause_credentials_refused_token', ' (401)');
    await expectTold(refused, [REPLACE, WHY]);
    const popup = await world.browser.openPopup(page);
    await press(popup, WHY);
    const why = await textOf(popup, '.why');
    for (const told of ['Authorization: Bearer …', 'WWW-Authenticate: Bearer', '401, ']) {
      expect(why).toContain(told);
    }
    expect(why).toContain(words('serverSays'));
    expect(why).toContain(words('whyLoginBox'));
    await press(popup, REPLACE);
    await popup.waitForSelector('input[type="password"]');
    await popup.close();
  });

  it('misses a scope, and names it', async () => {
    await use(bearer('IXO reader', IXO_TOKENS.readOnly));
    await open(page, `${IXO}/blank`);
    await call(page, 'fetch', `${IXO}/v1/claims`, { method: 'POST' });

    const told = await untilTold(words('cause_missing_scope', 'claims:write'), [EDIT, WHY]);
    const editor = await world.browser.opened(() => press(told.popup, EDIT));
    await editor.waitForSelector('form');
    expect(await editor.evaluate(() => location.hash)).toMatch(/^#\/profile\/./);
    await backToActivity();
  });

  it('does not let this address in, which a test finds in the answer', async () => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await open(page, `${IXO}/v1/admin/nodes`);

    const told = await untilTold(words('cause_forbidden'), [words('remedyTest'), WHY]);
    await press(told.popup, words('remedyTest'));
    await untilAnswer(told.popup, words('cause_address_not_allowed'));
    const answer = await textOf(told.popup, '.answer');
    expect(answer).toContain('403');
    expect(answer).toContain(`Authorization: Bearer …${IXO_TOKENS.jwt.slice(-4)}`);
    expect(answer).not.toContain(IXO_TOKENS.jwt.slice(0, -4));
    await press(told.popup, WHY);
    const activity = await world.browser.opened(() => press(told.popup, words('whyActivity')));
    await untilField(activity, words('askUrl'), `${IXO}/v1/admin/nodes`);
    await backToActivity();
  });

  it('has had too many requests, and says when it takes the next', async () => {
    await use(bearer('IXO', IXO_TOKENS.opaque));
    await open(page, `${IXO}/blank`);
    for (let count = 0; count < 6; count++)
      await call(page, 'fetch', `${IXO}/v1/search?q=${count}`);

    const start = words('cause_rate_limited_until').split('$')[0] ?? '';
    const told = await untilTold(start, [WHY]);

    expect(told.sentence).toMatch(/ until \d\d:\d\d\.$/);
    const details = await told.popup.waitForSelector('.verdict .seen');
    expect(await details?.evaluate((element) => element.textContent)).toMatch(
      /^429, .*0 of 5 requests left, resets in /,
    );
    await told.popup.close();
  });
});

describe('the server’s clock', () => {
  beforeAll(() => use(ethereum));

  for (const [name, offsetMs] of [
    ['15 minutes ahead', 15 * MINUTE_MS],
    ['15 minutes behind', -15 * MINUTE_MS],
  ] as const) {
    proves('F11', `${name}: refused once, then signed by it`, async (tried) => {
      world.lab.setClock(offsetMs);
      await open(page, `${GLUWA}/blank`);

      expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(403);

      const told = await untilTold(words('cause_clock_off').split('$')[0] ?? '', [
        words('popupReload'),
        WHY,
      ]);
      expect(told.sentence).toMatch(/differ by 1[45] min/);
      await told.popup.close();
      await vi.waitFor(
        async () => expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(200),
        PATIENT,
      );
      // A second question to the same server is asked a minute later at the earliest.
      await forgetWhenAsked();
      tried();
    });
  }

  proves(['F11', 'T19'], 'a year ahead: only when the user has said so', async (tried) => {
    world.lab.setClock(YEAR_MS);
    await open(page, `${GLUWA}/blank`);

    expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(403);

    const told = await untilTold(words('cause_clock_far_off_behind').split('$')[0] ?? '', [
      words('remedyConfirmClock'),
      WHY,
    ]);
    // The wrong time is not signed with before the user confirms it.
    expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(403);
    await press(told.popup, words('remedyConfirmClock'));
    await vi.waitFor(
      async () => expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(200),
      PATIENT,
    );
    await told.popup.close();
    tried();
  });

  /** Ends the minute between two questions. */
  function forgetWhenAsked(): Promise<void> {
    return world.browser.inBackground(async () => {
      const { clocks } = await chrome.storage.session.get('clocks');
      const known = clocks as Record<string, { askedAt: number }>;
      const past = Object.entries(known).map(([origin, clock]) => [
        origin,
        { ...clock, askedAt: 0 },
      ]);
      await chrome.storage.session.set({ clocks: Object.fromEntries(past) });
    });
  }
});

describe('what the rules leave out', () => {
  it('is a path that the profile does not cover', async () => {
    await use({
      ...basic('Orders alone', `${GLUWA}`),
      sites: [{ url: GLUWA, path: '/v1/Orders' }],
    });
    await open(page, `${GLUWA}/blank`);
    await fetchStatus(page, ENDPOINTS.bitcoin);

    await expectTold(words('cause_path_not_covered', '/v1/Orders'), [EDIT, WHY]);
  });

  it('is a page of another site, which the activity names', async () => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await open(page, `${APP}/blank`);
    await call(page, 'fetch', ENDPOINTS.ixo);

    await untilListed(words('cause_foreign_initiator', 'app.test'), EDIT);
  });

  it('is a site where Off is selected', async () => {
    await use(basic('Geonode', GEONODE));
    await send({ type: 'pick/set', origin: GEONODE, profileId: null });
    await open(page, `${GEONODE}/`);

    await expectTold(words('cause_off'), []);
  });
});

describe('what happens on the way', () => {
  it('is a redirect to another host', async () => {
    await use(basic('Gluwa', GLUWA));
    await open(page, `${GLUWA}/blank`);
    await call(page, 'fetch', redirectUrl(GLUWA, 302, `${APP}/blank`));

    await expectTold(words('cause_redirected_away', 'app.test'), [EDIT, WHY]);
  });

  it('is a service worker that answers by itself, until the server is asked', async () => {
    await use(basic('Gluwa', GLUWA));
    await open(page, `${GLUWA}/blank`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/service-worker.js');
      await navigator.serviceWorker.ready;
    });
    await open(page, 'https://elsewhere.test/blank');
    await send({ type: 'activity/clear' });
    await open(page, `${GLUWA}/from-worker`);

    const told = await untilTold(words('cause_from_service_worker'), [
      words('remedyReloadAnew'),
      WHY,
    ]);
    await press(told.popup, words('remedyReloadAnew'));
    await page.waitForFunction(() => document.title === 'From the server');
    await told.popup.close();
    await page.evaluate(async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    });
  });

  it('is not reported after fast navigation from site to site', async () => {
    await use(basic('Gluwa', GLUWA));
    await use(bearer('IXO', IXO_TOKENS.jwt));
    for (let count = 0; count < 5; count++) {
      for (const site of [GLUWA, IXO]) await open(page, `${site}/blank`);
    }
    await untilAllJudged();

    expect(JSON.stringify(await seen())).not.toContain('from-service-worker');
  });

  it('is not reported where a busy background receives the events late', async () => {
    await use(basic('Gluwa', GLUWA));
    await use(bearer('IXO', IXO_TOKENS.jwt));
    let isLongEnough = false;
    for (let busyMs = 1000; !isLongEnough; busyMs *= 2) {
      const heardAgain = beBusy(busyMs);
      for (const site of [GLUWA, IXO, GLUWA, IXO]) await open(page, `${site}/blank`);
      const openedAt = Date.now();
      // Slow pages outlast the busy background: then try again, busy for longer.
      isLongEnough = (await heardAgain) > openedAt;
    }
    await untilAllJudged();

    expect(JSON.stringify(await seen())).not.toContain('from-service-worker');
  });

  it('is a certificate that the browser does not trust', async () => {
    await use(basic('Untrusted', UNTRUSTED));
    await open(page, `${UNTRUSTED}/`);

    await untilListed(words('cause_certificate'));
  });

  it('is a server that cannot be reached', async () => {
    await use(basic('Nowhere', NOWHERE));
    await open(page, `${NOWHERE}/`);

    await untilListed(words('cause_unreachable'));
  });
});

describe('what Keybearer itself knows', () => {
  it('is that it is paused, until it is not', async () => {
    await open(page, `${GLUWA}/blank`);
    await world.keybearer.pause(page);

    const told = await untilTold(words('cause_paused'), [words('popupResume')]);
    await told.popup.close();
    await world.keybearer.resume(page);
  });

  it('explains an address from the rules, and who may ask for it', async () => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await manager.bringToFront();
    await manager.reload();

    await explain(ENDPOINTS.ixo, words('wayOpened'));
    await untilAnswer(manager, words('askCarries'));
    expect(await textOf(manager, '.answer')).toContain(
      `Authorization: Bearer …${IXO_TOKENS.jwt.slice(-4)}`,
    );
    await explain(ENDPOINTS.ixo, words('wayFrame'));
    await untilAnswer(manager, words('cause_navigation_not_covered'));
    await explain('https://api.ixo.test:8443/v1/entities', words('wayOpened'));
    await untilAnswer(manager, words('cause_no_profile_near', IXO));
    await page.bringToFront();
  });

  proves('T7', 'no secret and no query is stored, shown or exported', async (tried) => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await open(page, `${IXO}/blank`);
    const query = `query-canary=1&key=${IXO_TOKENS.opaque}&value=value-canary`;
    await fetchStatus(page, `${ENDPOINTS.ixo}?${query}#fragment-canary`);
    await fetchStatus(page, `${ENDPOINTS.ixo}/${IXO_TOKENS.opaque}?value-canary`);
    await manager.bringToFront();
    await manager.reload();
    const masked = `${ENDPOINTS.ixo}?query-canary=…&key=…&value=…`;
    // The one asked for last is the last to be there.
    await manager.waitForSelector('::-p-xpath(//li//*[contains(text(), "/v1/entities/")])');

    await press(manager, words('activityExport'));
    const saved = await downloaded(world.browser, /^keybearer-activity-[\d-]+\.json$/);
    const shown = await manager.evaluate(() => document.body.innerHTML);

    expect(JSON.parse(saved)).toContainEqual(expect.objectContaining({ address: masked }));
    kept.push(JSON.stringify(await seen()));
    expect(kept.filter((each) => each !== '{}').length, 'looked at').toBeGreaterThan(15);
    for (const text of [...kept, saved, shown]) {
      expect(secretsIn(text, world)).toEqual([]);
      expect(text).not.toMatch(/(value|fragment)-canary/);
      tried();
    }
    await page.bringToFront();
  });

  it('counts a header that was renewed during a request as ours', async () => {
    const origin = new URL(IXO).origin;
    await use(bearer('One', IXO_TOKENS.jwt));
    await use(bearer('Other', IXO_TOKENS.opaque));
    const { state } = await send({ type: 'state/read' });
    if (state?.vault !== 'unlocked') throw new Error('the vault is not open');
    const { profiles } = state;
    const [one, other] = ['One', 'Other'].map(
      (name) => profiles.find((profile) => profile.name === name)?.id ?? null,
    );
    await open(page, `${IXO}/blank`);
    // The extension observes outgoing headers as long as this page is open.
    await manager.bringToFront();
    await manager.reload();
    await manager.waitForSelector('form');
    await page.bringToFront();
    await page.evaluate((url) => {
      const ask = (): Promise<unknown> =>
        'isOver' in globalThis ? Promise.resolve() : fetch(url, { cache: 'no-store' }).then(ask);
      for (let each = 0; each < 4; each++) void ask();
    }, ENDPOINTS.ixo);

    for (let count = 0; count < 10; count++) {
      const profileId = (count % 2 ? one : other) ?? null;
      await send({ type: 'pick/set', origin, profileId });
    }

    await page.evaluate(() => void Object.assign(globalThis, { isOver: true }));
    await expect.poll(async () => JSON.stringify(await seen())).toContain('working');
    // This request is judged after all those.
    await fetchStatus(page, `${ENDPOINTS.ixo}?last=1`);
    await expect.poll(async () => JSON.stringify(await seen())).toContain('?last=…');
    expect(JSON.stringify(await seen())).not.toContain('overridden');
  });

  it('sees that another extension has changed the header, while the activity page is open', async () => {
    await use(bearer('IXO', IXO_TOKENS.jwt));
    await world.browser.installNeighbour('tests/e2e/overriding-extension');
    // The extension observes outgoing headers as long as this page is open.
    await manager.bringToFront();
    await manager.reload();
    await manager.waitForSelector('form');
    await page.bringToFront();

    await vi.waitFor(async () => {
      await open(page, ENDPOINTS.ixo);
      await expectTold(words('cause_overridden', 'Authorization'), [WHY]);
    }, PATIENT);
  });

  it('is that the browser does not allow the site, until it does', async () => {
    await use(basic('Talend', TALEND));
    await world.browser.revokeHost(EVERY_HOST);
    await open(page, `${TALEND}/`);

    const told = await untilTold(words('cause_not_allowed', new URL(TALEND).host), [
      words('verdictAllowHere'),
    ]);
    await told.popup.close();
    await world.browser.allowHost('https://talend.test/*');
    // Chromium grants at once what was taken away on its own page; Firefox asks for a click of ours.
    const isThere = await isAllowed(world, 'https://talend.test');
    if (!isThere) await world.keybearer.allowInPopup(page);
    await untilInForce(world, TALEND);
    // A request in the moment of the grant may go before the extension observes it.
    await vi.waitFor(async () => {
      await open(page, `${TALEND}/`);
      await expectTold(words('cause_working'), [MORE]);
    }, PATIENT);
  });

  it('is that it is locked, and then no record of requests is left', async () => {
    await world.keybearer.lock(page);

    await world.keybearer.untilPopupSays(page, words('unlockMeaning'));
    const kept = await world.browser.inBackground(() => chrome.storage.session.get());
    expect(Object.keys(kept).filter((key) => /^(activity|seen|clocks)/.test(key))).toEqual([]);
    await world.keybearer.unlock(page, PASSPHRASE);
    await untilInForce(world, TALEND);
    await open(page, `${TALEND}/`);
    await expectTold(words('cause_working'), [MORE]);
  });
});

/** Waits until the activity lists it; returns its button too, if there is one. */
async function untilListed(sentence: string, button?: string): Promise<void> {
  await manager.bringToFront();
  await manager.waitForSelector(
    `::-p-xpath(//li[.//*[contains(text(), "${quotable(sentence)}")]])`,
  );
  if (button !== undefined) {
    await manager.waitForSelector(
      `::-p-xpath(//li[.//*[contains(text(), "${quotable(sentence)}")]]//button[text()="${button}"])`,
    );
  }
  await page.bringToFront();
}

async function explain(url: string, way: string): Promise<void> {
  await typeInto(manager, `::-p-aria([name="${words('askUrl')}"][role="textbox"])`, url);
  await choose(manager, 'form select', way);
  await press(manager, words('askExplain'));
}

function untilAnswer(on: LabPage, sentence: string): Promise<unknown> {
  return on.waitForSelector(
    `::-p-xpath(//*[contains(@class, "answer")]//p[contains(text(), "${quotable(sentence)}")])`,
  );
}

async function untilField(on: LabPage, label: string, value: string): Promise<void> {
  await vi.waitFor(async () => {
    const field = await on.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`);
    // Cast: it is a text field.
    expect(await field?.evaluate((input) => (input as HTMLInputElement).value)).toBe(value);
  }, PATIENT);
}

async function textOf(on: LabPage, selector: string): Promise<string> {
  const element = await on.waitForSelector(selector);
  return (await element?.evaluate((each) => each.textContent)) ?? '';
}
