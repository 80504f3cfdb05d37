/**
 * Which pages may make the browser attach a credential: every kind of page × every kind of request,
 * each cell with the expected header.
 */
import { afterAll, beforeAll, describe, expect, inject, vi } from 'vitest';
import type { LabFrame, LabPage } from '../lab/browsers/lab-page.mjs';
import type { LoggedRequest } from '../lab/server/request-log.mjs';
import { isFull, proves } from '../support/proves';
import {
  GEONODE,
  GLUWA,
  isAllowed,
  openWorld,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault } from './prepared';

const HEADER = 'Basic YWJjZDoxMjM0';
const APP = 'https://app.test';
const EVIL = 'https://evil.test';
const OTHER_PORT = 'https://api.gluwa.test:8443';
const PLAIN = 'http://api.gluwa.test';
const SUBDOMAIN = 'https://sub.api.gluwa.test';

/** The sender of a request: a page, or a frame in it. */
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

/** Requests that leave the page where it is. */
const STAYING = {
  // First: Firefox does it only when the page has nothing else to load.
  'prefetched file': (target: string) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'prefetch', href: target });
    document.head.append(link);
  },
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
  stylesheet: (target: string) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: target });
    document.head.append(link);
  },
  beacon: (target: string) => void navigator.sendBeacon(target, 'x'),
  'iframe GET': (target: string) => {
    const frame = document.createElement('iframe');
    frame.src = target;
    document.body.append(frame);
  },
  'prefetched page': (target: string) => {
    const script = document.createElement('script');
    script.type = 'speculationrules';
    script.textContent = JSON.stringify({
      prefetch: [{ source: 'list', urls: [target], eagerness: 'immediate' }],
    });
    document.head.append(script);
  },
  'prerendered page': (target: string) => {
    const script = document.createElement('script');
    script.type = 'speculationrules';
    script.textContent = JSON.stringify({
      prerender: [{ source: 'list', urls: [target], eagerness: 'immediate' }],
    });
    document.head.append(script);
  },
} as const satisfies Record<string, (target: string) => void>;

/** Leads the whole tab away, or opens another: `top` names the frame that it is for. */
const LEAVING = {
  'form POST': (target: string) => {
    const form = document.createElement('form');
    Object.assign(form, { action: target, method: 'POST', target: '_top' });
    document.body.append(form);
    form.submit();
  },
  'form GET': (target: string) => {
    // A GET form sends its fields as the query and drops the query of its address.
    const { origin, pathname, searchParams } = new URL(target);
    const form = document.createElement('form');
    Object.assign(form, { action: origin + pathname, method: 'GET', target: '_top' });
    for (const [name, value] of searchParams) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value });
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  },
  'link GET': (target: string) => {
    const link = document.createElement('a');
    Object.assign(link, { href: target, target: '_top' });
    document.body.append(link);
    link.click();
  },
  // Only the page itself: a frame would only redirect itself.
  'meta refresh': (target: string) => {
    const meta = document.createElement('meta');
    Object.assign(meta, { httpEquiv: 'refresh', content: `0;url=${target}` });
    document.head.append(meta);
  },
  'window.open': (target: string) => {
    Object.assign(globalThis, { opened: window.open(target) });
  },
} as const satisfies Record<string, (target: string) => void>;

const WAYS = { ...STAYING, ...LEAVING };

type Way = keyof typeof WAYS;

function hasArrived(): boolean {
  return location.pathname === '/v1/Orders' && document.readyState === 'complete';
}

function closeOpened(): void {
  (globalThis as unknown as { opened: Window | null }).opened?.close();
}

const IS_FIREFOX = inject('browser') === 'firefox';

const ALL = Object.keys(WAYS) as Way[];
/** Firefox: a style sheet of the site loads pictures in the site's name, whichever page includes it. */
const LEFT_OUT: readonly Way[] = IS_FIREFOX ? ['image', 'stylesheet', 'prefetched file'] : [];
const OWN = ALL.filter((way) => !LEFT_OUT.includes(way));
/** GET of a whole page, with which a SameSite=Lax cookie goes too. */
const NAVIGATIONS: readonly Way[] = [
  'form GET',
  'link GET',
  'meta refresh',
  'window.open',
  'prefetched page',
  'prerendered page',
];
const FORMS_AND_FRAMES: readonly Way[] = ['form POST', 'iframe GET'];
const BY_SCRIPTS = OWN.filter(
  (way) => !NAVIGATIONS.includes(way) && !FORMS_AND_FRAMES.includes(way),
);

let world: World;

beforeAll(async () => {
  world = await openWorld();
  for (const site of [GLUWA, APP, GEONODE]) await world.browser.allowHost(`${site}/*`);
  await prepareVault(world, PROFILES.geonode, { ...PROFILES.apiKey, callers: APP });
  await untilInForce(world, GLUWA);
  await vi.waitFor(async () => expect(await isAllowed(world, APP)).toBe(true), PATIENT);
});

afterAll(() => world?.close());

/** The page or frame that is to ask. */
async function open(
  name: InitiatorName,
): Promise<{ readonly page: LabPage; readonly from: LabPage | LabFrame }> {
  const { page: origin, frame }: Initiator = INITIATORS[name];
  const page = await world.browser.newPage(`${origin}/blank`);
  // The browser has led no http page to TLS.
  expect(await page.evaluate(() => location.origin)).toBe(origin);
  if (frame === undefined) return { page, from: page };
  await page.evaluate(
    (html) =>
      new Promise<void>((resolve) => {
        document.body.insertAdjacentHTML('beforeend', html);
        // The `load` event is awaited, because the frame has its address before it has a body.
        document.querySelector('iframe')?.addEventListener('load', () => resolve());
      }),
    frame.html,
  );
  return { page, from: await page.waitForFrame((candidate) => candidate.url() === frame.url) };
}

/** Counted, so that a cell waits for its own request and no other. */
let asked = 0;

interface Cell {
  readonly way: Way;
  readonly path: string;
}

async function ask(from: LabPage | LabFrame, way: Way): Promise<Cell> {
  const path = `/v1/Orders?cell=${++asked}`;
  const act: (target: string) => void = WAYS[way];
  await from.evaluate(act, GLUWA + path);
  return { way, path };
}

/** Whether the request of one cell carried the header: all of it, or nothing. */
async function carries({ way, path }: Cell, mark: number): Promise<boolean> {
  const isRequest = ({ url, method }: LoggedRequest) => url === path && method !== 'OPTIONS';
  await world.lab.log.waitFor(isRequest, { from: mark }).catch((cause) => {
    throw new Error(`No request by ${way}`, { cause });
  });
  const all = world.lab.log.since(mark).filter(({ url }) => url === path);
  const preflights = all.filter((seen) => !isRequest(seen));
  expect(preflights.filter((seen) => seen.headers.authorization)).toEqual([]);
  // An event stream asks again and again.
  const values = new Set(all.filter(isRequest).map(({ headers }) => headers.authorization));
  expect([[HEADER], [undefined]], way).toContainEqual([...values]);
  return values.has(HEADER);
}

/** The ways of this page or frame in which a request carried the header. */
async function carryingWays(name: InitiatorName, ways: readonly Way[]): Promise<Way[]> {
  const carrying: Way[] = [];
  const mark = world.lab.log.mark();
  const { page, from } = await open(name);
  for (const way of ways.filter((each) => each in STAYING)) {
    if (await carries(await ask(from, way), mark)) carrying.push(way);
  }
  await page.close();
  for (const way of ways.filter((each) => each in LEAVING)) {
    // A tab for each.
    const { page: left, from } = await open(name);
    const cell = await ask(from, way);
    if (await carries(cell, mark)) carrying.push(way);
    if (way === 'window.open') await from.evaluate(closeOpened);
    // A tab that is closed while it goes elsewhere may never tell that it is.
    else await vi.waitFor(async () => expect(await left.evaluate(hasArrived)).toBe(true), PATIENT);
    await left.close();
  }
  return carrying;
}

/** An initiator, and all ways in which its requests carry the header in a mode. */
type Row = readonly [name: InitiatorName, carrying: readonly Way[]];

function provesRows(mode: string, rows: readonly Row[], ways = ALL): void {
  for (const [row, [name, carrying]] of rows.entries()) {
    const asked = ways === ALL ? ways : ways.filter((way) => isAskedIn(row, way));
    const possible = asked.filter((way) => isPossible(name, way));
    const expected = possible.filter((way) => carrying.includes(way));
    const claim = `${mode}, ${name}: ${expected.length} of ${possible.length} ways carry it`;
    proves('T1', claim, async (tried) => {
      const seen = await carryingWays(name, possible);

      expect(seen.toSorted()).toEqual(expected.toSorted());
      tried(possible.length);
    });
  }
}

/** Whether the browser lets this page try it at all. */
function isPossible(name: InitiatorName, way: Way): boolean {
  const isFrame = 'frame' in INITIATORS[name];
  if (way === 'meta refresh') return !isFrame;
  // Firefox has no speculation rules, and Chromium takes them of top-level pages over TLS only.
  if (way === 'prefetched page') return !IS_FIREFOX && !isFrame && name !== HTTP_PAGE;
  // Only pages of the page's own origin are prerendered.
  if (way === 'prerendered page') return !IS_FIREFOX && name === 'the site itself';
  // Firefox lets a foreign frame lead the whole tab away only after a click in it.
  const leadsAway = way === 'form POST' || way === 'form GET' || way === 'link GET';
  return !(IS_FIREFOX && leadsAway && name === 'a page of the site framed by evil.test');
}

const HTTP_PAGE = 'the same host over http';

/** One way of each kind for the shorter tables: each way that leaves a page costs a page. */
const LEAVING_SOME: readonly Way[] = ['form POST', 'link GET', 'window.open'];
const SOME = isFull ? ALL : ALL.filter((way) => way in STAYING || LEAVING_SOME.includes(way));

/** One of them in each row, so that each mode has them all. */
function isAskedIn(row: number, way: Way): boolean {
  return way in STAYING || LEAVING_SOME[row % LEAVING_SOME.length] === way;
}

/** A page that is fetched ahead has no initiator, like a typed address. */
const NOT_AHEAD = OWN.filter((way) => !/^pre\w+ page$/.test(way));

/** No condition exists on the page that frames another: a documented limit, docs/platform.md. */
const FRAMED_ANYWAY = IS_FIREFOX ? BY_SCRIPTS : [];

describe('by default', () => {
  provesRows('by default', [
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
  ]);
});

describe('in Strict', () => {
  beforeAll(() =>
    prepareProfile(world, { ...PROFILES.apiKey, name: 'Strict', callers: APP, strict: true }),
  );

  provesRows(
    'in Strict',
    [
      ['the site itself', BY_SCRIPTS],
      ['evil.test', []],
      ['the same host over http', []],
      ['the same host on another port', BY_SCRIPTS],
      ['a subdomain', []],
      ['a listed caller', BY_SCRIPTS],
      ['another allowed site, not listed', []],
      ['a sandboxed frame of the site', []],
      ['a page of the site framed by evil.test', FRAMED_ANYWAY],
    ],
    SOME,
  );
});

describe('with own forms and frames', () => {
  beforeAll(() =>
    prepareProfile(world, {
      ...PROFILES.apiKey,
      name: 'Own forms',
      callers: APP,
      ownForms: true,
    }),
  );

  provesRows(
    'with own forms',
    [
      ['the site itself', OWN],
      ['evil.test', NAVIGATIONS],
      // No permission is asked of who navigates: these count as the site's own.
      ['the same host over http', [...FORMS_AND_FRAMES, ...NAVIGATIONS]],
      ['the same host on another port', OWN],
      ['a subdomain', [...FORMS_AND_FRAMES, ...NAVIGATIONS]],
      ['a listed caller', OWN],
      ['another allowed site, not listed', NAVIGATIONS],
      ['a sandboxed frame of the site', NAVIGATIONS],
      // A form of the site, framed by any page: the response replaces the top page, so evil.test is gone.
      [
        'a page of the site framed by evil.test',
        ['form POST', ...NAVIGATIONS, ...OWN.filter(() => IS_FIREFOX)],
      ],
    ],
    SOME,
  );
});

describe('in Strict with own forms and frames', () => {
  beforeAll(() =>
    prepareProfile(world, {
      ...PROFILES.apiKey,
      name: 'Strict, own forms',
      callers: APP,
      strict: true,
      ownForms: true,
    }),
  );

  provesRows(
    'in Strict with own forms',
    [
      ['the site itself', NOT_AHEAD],
      ['evil.test', []],
      ['a listed caller', NOT_AHEAD],
      ['another allowed site, not listed', []],
      ['a sandboxed frame of the site', []],
    ],
    SOME,
  );
});

describe('by default, with the host’s http pages and a subdomain allowed too', () => {
  beforeAll(async () => {
    for (const site of [PLAIN, SUBDOMAIN]) await world.browser.allowHost(`${site}/*`);
    await prepareProfile(world, {
      ...PROFILES.apiKey,
      name: 'Neighbours',
      site: SUBDOMAIN,
      moreSites: [{ site: PLAIN }],
      allowHttp: true,
      use: false,
    });
    for (const site of [PLAIN, SUBDOMAIN]) {
      await vi.waitFor(async () => expect(await isAllowed(world, site)).toBe(true), PATIENT);
    }
    await prepareProfile(world, { ...PROFILES.apiKey, name: 'Default again', callers: APP });
  });

  provesRows(
    'with the neighbours allowed',
    [
      ['the same host over http', [...NAVIGATIONS, ...BY_SCRIPTS]],
      ['a subdomain', [...NAVIGATIONS, ...BY_SCRIPTS]],
      ['evil.test', NAVIGATIONS],
    ],
    SOME,
  );
});
