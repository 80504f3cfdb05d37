/** Generated requests, hostile look-alikes of the placements among them. */
import fc from 'fast-check';
import type { HeaderSet } from '../../src/domain/header';
import { parsePathScope } from '../../src/domain/parse-site';
import { METHODS } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { NO_TAB, type TabScope } from '../../src/domain/tab-scope';
import type { AskedRequest } from '../../src/rules/match';
import type { Placement } from '../../src/rules/placement';
import type { DnrRequest } from './dnr';

const ORIGINS = [
  'https://api.test',
  'https://api.test:8443',
  'https://v1.api.test',
  'http://localhost:3000',
  'https://[::1]:8443',
  'https://xn--bcher-kva.test',
] as readonly string[] as readonly Origin[];

const PATHS = [
  '',
  '/',
  '/v1',
  '/v1/',
  '/v1/*/Addresses',
  '/v1/*',
  '/v1/Orders',
  '/V1',
  '/*',
  '/a%20b',
  '/caf%c3%a9',
  '/v1.5',
];
const HEADER_NAMES = ['Authorization', 'authorization', 'X-REQUEST-SIGNATURE'];

const header = fc.record({ name: fc.constantFrom(...HEADER_NAMES), value: fc.uuid() });
/** X-REQUEST-SIGNATURE is the first header of other placements, too. */
const companion = fc.record({
  name: fc.constantFrom('X-Auth-Date', 'X-REQUEST-SIGNATURE'),
  value: fc.uuid(),
});

const placement = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  path: fc.constantFrom(...PATHS).map(parsePathScope),
  headers: fc
    .tuple(header, fc.option(companion, { nil: undefined }))
    .map(([first, second]): HeaderSet => {
      return second && second.name !== first.name ? [first, second] : [first];
    }),
  methods: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...METHODS), { maxLength: 3 }) },
  ),
  access: fc.record({
    callers: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant(['https://app.test:3000' as Origin]) },
    ),
    strict: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    ownForms: fc.boolean(),
    ownPictures: fc.boolean(),
    allowCache: fc.boolean(),
  }),
  reads: fc.option(
    fc.record({ readPaths: fc.subarray(['/v1', '/v1/Orders', '/V2', '/'].map(parsePathScope)) }),
    { nil: undefined },
  ),
});

export const placementLists: fc.Arbitrary<Placement[]> = fc.array(
  placement.map(({ reads, ...rest }) => (reads ? { ...rest, reads } : rest)),
  {
    minLength: 1,
    maxLength: 8,
  },
);

/** Places that look like `https://api.test/v1` to a careless filter. */
const LOOK_ALIKES = [
  'https://evilapi.test/v1',
  'https://api.test.evil.test/v1',
  'https://api.test./v1',
  'https://evil.test/?u=https://api.test/v1',
  'https://evil.test/https://api.test/v1',
  'https://evil.test/|https://api.test/v1',
  'https://api.test@evil.test/v1',
  'https://user:password@api.test/v1',
  'https://api.test:444/v1',
  'https://api.test:443/v1',
  'https://api.test:80/v1',
  'http://api.test/v1',
  'http://api.test:443/v1',
  'https://sub.api.test/v1',
  'https://api-test/v1',
  'https://apiXtest/v1',
  'https://API.TEST/v1',
  'https://api.test/V1',
  'https://api.test/v10',
  'https://api.test/v1.5',
  'https://api.test/v1-x',
  'https://api.test/v1_x',
  'https://api.test/v1%2fx',
  'https://api.test/café/1',
  'https://api.test/caf%C3%A9',
  'https://api.test/caf%c3%a9?x',
  'https://api.test/CAF%c3%a9',
  ...[';x', ':x', '+x', '@x', '~x', '!x', '&x', '=x', '$x', ',x', "'x", '(x', '*x', '%20x'].map(
    (neighbour) => `https://api.test/v1${neighbour}`,
  ),
  'https://api.test/x/v1/',
  'https://api.test//v1/',
  'https://api.test/../v1',
  'https://api.test/%2e%2e/v1',
  'https://api.test/v1/../V2',
  'https://api.test?/v1',
  'https://api.test/?/v1/',
  'https://api.test/v1#x',
  'https://api.test/v1#/Addresses',
  'https://api.test/v1?x#y',
  'https://api.test/v10#/v1',
  'https://api.test/#/v1/',
  'https://api.test/v1/BTC/Addresses',
  'https://api.test/v1/BTC/Addresses/1/Transactions',
  'https://api.test/v1/BTC/Addressesx',
  'https://api.test/v1/?q=/Addresses',
  'https://api.test/v1/Orders/1?x=y',
  'http://localhost:3000/v1',
  'http://localhost:3001/v1',
  'http://127.0.0.1:3000/v1',
  'https://localhost:3000/v1',
  'https://[::1]:8443/v1',
  'https://[::2]:8443/v1',
  'https://xn--bcher-kva.test/v1',
  'https://bücher.test/v1',
  'https://b\u0075\u0308cher.test/v1',
  'wss://api.test/v1',
];

const segment = fc.oneof(
  fc.constantFrom(
    'v1',
    'V1',
    'v10',
    'v1.5',
    'Orders',
    'Addresses',
    'BTC',
    '..',
    '.',
    '',
    '*',
    '^',
    '|',
  ),
  fc.string({ maxLength: 6 }),
);
const built = fc
  .record({
    origin: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...ORIGINS) },
      fc.constantFrom(...LOOK_ALIKES.map((url) => new URL(url).origin).filter((o) => o !== 'null')),
    ),
    segments: fc.array(segment, { maxLength: 5 }),
    query: fc.option(fc.string({ maxLength: 8 }), { nil: undefined }),
  })
  .map(({ origin, segments, query }) => {
    const path = segments.map((part) => part.replace(/[?#]/g, '')).join('/');
    return `${origin}/${path}${query === undefined ? '' : `?${query.replace('#', '')}`}`;
  });

const urls = fc
  .oneof(fc.constantFrom(...LOOK_ALIKES), built)
  .filter((url) => URL.canParse(url))
  // The form in which the browser matches rules.
  .map((url) => new URL(url).href);

/** Stands for the request's own origin: by far the most frequent initiator there is. */
const OWN = 'own';

const initiators = fc.constantFrom(
  OWN,
  OWN,
  OWN,
  OWN,
  undefined,
  ...ORIGINS,
  'https://evil.test',
  'https://evilapi.test',
  'https://api.test.evil.test',
  'https://sub.api.test',
  'https://api.test:444',
  'http://api.test',
  'https://app.test',
  'https://app.test.evil.test',
);

export const requests: fc.Arbitrary<DnrRequest> = fc
  .record({
    url: urls,
    type: fc.constantFrom(
      'main_frame',
      'main_frame',
      'main_frame',
      'xmlhttprequest',
      'xmlhttprequest',
      'sub_frame',
      'xmlhttprequest',
      'image',
      'imageset',
      'stylesheet',
      'font',
      'media',
      'object',
      'xslt',
      'beacon',
      'script',
      'websocket',
      'ping',
      'csp_report',
      'other',
    ),
    method: fc.constantFrom(
      'get',
      'get',
      'get',
      'get',
      'head',
      'post',
      'put',
      'delete',
      'options',
      'patch',
    ),
    initiator: initiators,
    top: initiators,
  })
  .map(({ initiator, top, ...request }) => {
    const resolve = (origin: string | undefined) =>
      origin === OWN ? new URL(request.url).origin : origin;
    return {
      ...request,
      ...(initiator !== undefined && { initiator: resolve(initiator) ?? '' }),
      ...(top !== undefined && request.type !== 'main_frame' && { top: resolve(top) ?? '' }),
    };
  });

/** The same, of three tabs or of none. */
export const requestsOfTabs: fc.Arbitrary<DnrRequest> = fc
  .tuple(requests, fc.constantFrom(NO_TAB, 1, 2, 3))
  .map(([request, tabId]) => {
    const { initiator, top = initiator, type } = request;
    // The top of a worker, which is in no tab, is its own origin (measured).
    const isWorker = tabId === NO_TAB && top !== undefined && type !== 'main_frame';
    return { ...request, tabId, ...(isWorker && { top }) };
  });

/** One tab has placements of its own, another one none, and the rest those of the site. */
export const placementsInTabs: fc.Arbitrary<Placement[]> = placementLists.chain((placements) =>
  fc
    .array(
      fc.constantFrom<TabScope | undefined>(
        { not: [1, 2] },
        { not: [1, 2] },
        { only: [1] },
        undefined,
      ),
      { minLength: placements.length, maxLength: placements.length },
    )
    .map((scopes) =>
      placements.map((each, at) => {
        const tabs = scopes[at];
        return tabs ? { ...each, tabs } : each;
      }),
    ),
);

/** The browser's report of a request, in some tab. */
export function asked({ method, ...request }: DnrRequest): AskedRequest {
  return { tabId: 1, ...request, method: method.toUpperCase() };
}
