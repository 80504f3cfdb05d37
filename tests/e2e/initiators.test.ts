/**
 * Who may make the browser attach a credential, and how: every kind of page × every kind of request,
 * each cell with what must arrive. `threats.md` T1.
 */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { LabFrame, LabPage } from '../lab/lab-page.mjs';
import type { LoggedRequest } from '../lab/request-log.mjs';
import {
  GEONODE,
  GLUWA,
  isAllowed,
  openWorld,
  PASSPHRASE,
  PROFILES,
  untilInForce,
  type World,
} from './harness';

const HEADER = 'Basic YWJjZDoxMjM0';
const APP = 'https://app.test';
const EVIL = 'https://evil.test';
const OTHER_PORT = 'https://api.gluwa.test:8443';
const PLAIN = 'http://api.gluwa.test';
const SUBDOMAIN = 'https://sub.api.gluwa.test';

/** Who asks: a page, or a frame in it. */
interface Initiator {
  readonly page: string;
  /** Opens the frame that asks, where it is not the page itself. */
  readonly frame?: { readonly html: string; readonly url: string };
}

const FRAMED_API = { html: `<iframe src="${GLUWA}/blank"></iframe>`, url: `${GLUWA}/blank` };
/** All that a sandbox can be given, but for its origin. */
const SANDBOX =
  'allow-scripts allow-forms allow-popups allow-top-navigation allow-popups-to-escape-sandbox';
const SANDBOXED = {
  html: `<iframe sandbox="${SANDBOX}" srcdoc="<p>Apart"></iframe>`,
  url: 'about:srcdoc',
};

const INITIATORS = {
  'the site itself': { page: GLUWA },
  'evil.test': { page: EVIL },
  'the same host over http': { page: PLAIN },
  'the same host on another port': { page: OTHER_PORT },
  'a subdomain': { page: SUBDOMAIN },
  'a listed caller': { page: APP },
  'another allowed site, not listed': { page: GEONODE },
  'a sandboxed frame of the site': { page: GLUWA, frame: SANDBOXED },
  'a page of the site framed by evil.test': { page: EVIL, frame: FRAMED_API },
} as const satisfies Record<string, Initiator>;

type InitiatorName = keyof typeof INITIATORS;

/** How it asks. `top` names the frame that a navigation is for: all of them leave the page. */
const WAYS = {
  'fetch GET': (target: string) => void fetch(target).catch(() => undefined),
  'fetch POST': (target: string) =>
    void fetch(target, { method: 'POST', body: 'x' }).catch(() => undefined),
  XHR: (target: string) => {
    const request = new XMLHttpRequest();
    request.open('GET', target);
    request.send();
  },
  EventSource: (target: string) => void new EventSource(target),
  worker: (target: string) => {
    const source = `fetch(${JSON.stringify(target)})`;
    new Worker(URL.createObjectURL(new Blob([source])));
  },
  image: (target: string) => {
    new Image().src = target;
  },
  script: (target: string) => {
    const script = document.createElement('script');
    script.src = target;
    document.body.append(script);
  },
  beacon: (target: string) => void navigator.sendBeacon(target, 'x'),
  'iframe GET': (target: string) => {
    const frame = document.createElement('iframe');
    frame.src = target;
    document.body.append(frame);
  },
  'form POST': (target: string) => {
    const form = document.createElement('form');
    Object.assign(form, { action: target, method: 'POST', target: '_top' });
    document.body.append(form);
    form.submit();
  },
  'link GET': (target: string) => {
    const link = document.createElement('a');
    Object.assign(link, { href: target, target: '_top' });
    document.body.append(link);
    link.click();
  },
  'window.open': (target: string) => void window.open(target),
} as const satisfies Record<string, (target: string) => void>;

type Way = keyof typeof WAYS;

const NAVIGATIONS: readonly Way[] = ['link GET', 'window.open'];
const FORMS_AND_FRAMES: readonly Way[] = ['form POST', 'iframe GET'];
const BY_SCRIPTS = (Object.keys(WAYS) as Way[]).filter(
  (way) => !NAVIGATIONS.includes(way) && !FORMS_AND_FRAMES.includes(way),
);

let world: World;

beforeAll(async () => {
  world = await openWorld();
  const page = await world.browser.newPage(`${GLUWA}/blank`);
  await world.keybearer.createVault(page, PASSPHRASE);
  for (const site of [GLUWA, APP, GEONODE]) await world.browser.allowHost(`${site}/*`);
  await world.keybearer.addProfile(PROFILES.geonode);
  await world.keybearer.addProfile({ ...PROFILES.apiKey, callers: APP });
  await untilInForce(world, GLUWA);
  await vi.waitFor(async () => expect(await isAllowed(world, APP)).toBe(true));
});

afterAll(() => world?.close());

/** The page or frame that is to ask. */
async function open(page: LabPage, name: InitiatorName): Promise<LabPage | LabFrame> {
  const { page: origin, frame }: Initiator = INITIATORS[name];
  await page.goto(`${origin}/blank`);
  // The browser has led no http page to TLS.
  expect(await page.evaluate(() => location.origin)).toBe(origin);
  if (frame === undefined) return page;
  await page.evaluate(
    (html) =>
      new Promise<void>((resolve) => {
        document.body.insertAdjacentHTML('beforeend', html);
        // It has its address before it has a body.
        document.querySelector('iframe')?.addEventListener('load', () => resolve());
      }),
    frame.html,
  );
  return page.waitForFrame((candidate) => candidate.url() === frame.url);
}

/** Counted, so that a cell waits for its own request and no other. */
let asked = 0;

/** Whether the request of one cell carried the header. */
async function carries(name: InitiatorName, way: Way): Promise<boolean> {
  // A tab for each: many ways leave the page.
  const page = await world.browser.newPage();
  const from = await open(page, name);
  const path = `/v1/Orders?cell=${++asked}`;
  const mark = world.lab.log.mark();
  const ask: (target: string) => void = WAYS[way];
  await from.evaluate(ask, GLUWA + path);
  const isRequest = ({ url, method }: LoggedRequest) => url === path && method !== 'OPTIONS';
  const { headers } = await world.lab.log.waitFor(isRequest, { from: mark });
  const preflights = world.lab.log
    .since(mark)
    .filter((seen) => seen.url === path && !isRequest(seen));
  expect(preflights.filter((seen) => seen.headers.authorization)).toEqual([]);
  expect([HEADER, undefined]).toContain(headers.authorization);
  await page.close();
  return headers.authorization === HEADER;
}

type Row = readonly [name: InitiatorName, carrying: readonly Way[]];

/** A row of the table: of all these ways just those carry the header. */
async function expectRow([name, carrying]: Row, asked: readonly Way[]): Promise<void> {
  const ways = asked.filter((way) => isPossible(name, way));
  const seen: Partial<Record<Way, boolean>> = {};
  for (const way of ways) seen[way] = await carries(name, way);

  expect(seen).toEqual(Object.fromEntries(ways.map((way) => [way, carrying.includes(way)])));
}

/** Firefox lets a foreign frame lead the whole tab away only after a click in it. */
function isPossible(name: InitiatorName, way: Way): boolean {
  const leadsAway = way === 'form POST' || way === 'link GET';
  return !(IS_FIREFOX && leadsAway && name === 'a page of the site framed by evil.test');
}

const ALL = Object.keys(WAYS) as Way[];
/** One way of each kind, and both navigations. */
const SOME: readonly Way[] = ['fetch GET', ...FORMS_AND_FRAMES, ...NAVIGATIONS];

const IS_FIREFOX = inject('browser') === 'firefox';

/** There is no condition on who frames a page: a documented limit, docs/platform.md. */
const FRAMED_ANYWAY = IS_FIREFOX ? BY_SCRIPTS : [];

describe('by default', () => {
  it.each<Row>([
    ['the site itself', [...NAVIGATIONS, ...BY_SCRIPTS]],
    ['evil.test', NAVIGATIONS],
    ['the same host over http', NAVIGATIONS],
    // No condition can tell the ports of a host apart.
    ['the same host on another port', [...NAVIGATIONS, ...BY_SCRIPTS]],
    ['a subdomain', NAVIGATIONS],
    ['a listed caller', [...NAVIGATIONS, ...BY_SCRIPTS]],
    ['another allowed site, not listed', NAVIGATIONS],
    ['a sandboxed frame of the site', NAVIGATIONS],
    ['a page of the site framed by evil.test', [...NAVIGATIONS, ...FRAMED_ANYWAY]],
  ])('%s: %j', async (...row) => {
    await expectRow(row, ALL);
  });
});

describe('in Strict', () => {
  beforeAll(() =>
    world.keybearer.addProfile({ ...PROFILES.apiKey, name: 'Strict', callers: APP, strict: true }),
  );

  it.each<Row>([
    ['the site itself', ['fetch GET']],
    ['evil.test', []],
    ['the same host over http', []],
    ['the same host on another port', ['fetch GET']],
    ['a subdomain', []],
    ['a listed caller', ['fetch GET']],
    ['another allowed site, not listed', []],
    ['a sandboxed frame of the site', []],
    ['a page of the site framed by evil.test', FRAMED_ANYWAY.slice(0, 1)],
  ])('%s: %j', async (...row) => {
    await expectRow(row, SOME);
  });
});

describe('with own forms and frames', () => {
  beforeAll(() =>
    world.keybearer.addProfile({
      ...PROFILES.apiKey,
      name: 'Own forms',
      callers: APP,
      ownForms: true,
    }),
  );

  it.each<Row>([
    ['the site itself', SOME],
    ['evil.test', NAVIGATIONS],
    // No permission is asked of who navigates: these count as the site's own.
    ['the same host over http', [...FORMS_AND_FRAMES, ...NAVIGATIONS]],
    ['the same host on another port', SOME],
    ['a subdomain', [...FORMS_AND_FRAMES, ...NAVIGATIONS]],
    ['a listed caller', SOME],
    ['another allowed site, not listed', NAVIGATIONS],
    ['a sandboxed frame of the site', NAVIGATIONS],
    // Its own form, whoever frames it: the page that comes is the site's, and evil.test is gone.
    [
      'a page of the site framed by evil.test',
      ['form POST', ...NAVIGATIONS, ...SOME.filter(() => IS_FIREFOX)],
    ],
  ])('%s: %j', async (...row) => {
    await expectRow(row, SOME);
  });
});

describe('in Strict with own forms and frames', () => {
  beforeAll(() =>
    world.keybearer.addProfile({
      ...PROFILES.apiKey,
      name: 'Strict, own forms',
      callers: APP,
      strict: true,
      ownForms: true,
    }),
  );

  it.each<Row>([
    ['the site itself', SOME],
    ['evil.test', []],
    ['a listed caller', SOME],
    ['another allowed site, not listed', []],
    ['a sandboxed frame of the site', []],
  ])('%s: %j', async (...row) => {
    await expectRow(row, SOME);
  });
});

describe('by default, with the host’s http pages and a subdomain allowed too', () => {
  beforeAll(async () => {
    for (const site of [PLAIN, SUBDOMAIN]) await world.browser.allowHost(`${site}/*`);
    await world.keybearer.addProfile({
      ...PROFILES.apiKey,
      name: 'Neighbours',
      site: SUBDOMAIN,
      moreSites: [{ site: PLAIN }],
      allowHttp: true,
      use: false,
    });
    for (const site of [PLAIN, SUBDOMAIN]) {
      await vi.waitFor(async () => expect(await isAllowed(world, site)).toBe(true));
    }
    await world.keybearer.addProfile({ ...PROFILES.apiKey, name: 'Default again', callers: APP });
  });

  it.each<Row>([
    ['the same host over http', [...NAVIGATIONS, ...BY_SCRIPTS]],
    ['a subdomain', [...NAVIGATIONS, ...BY_SCRIPTS]],
    ['evil.test', NAVIGATIONS],
  ])('%s: %j', async (...row) => {
    await expectRow(row, ALL);
  });
});
