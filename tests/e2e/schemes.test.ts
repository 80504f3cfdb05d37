/**
 * The schemes as the servers of the lab want them: each opened, fetched, asked for by XHR and by
 * EventSource, and accepted by the server.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IXO_API_KEY, IXO_TOKENS } from '../lab/apis/ixo-tokens.mjs';
import { TALEND_CONSUMERS } from '../lab/apis/talend.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import {
  CODES,
  HOTELBEDS,
  NOTES,
  PODCASTS,
  SIGNED_OVER_TIME,
  WSSE,
} from '../lab/demo/demo-profiles.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import type { NewProfile } from '../lab/pages/profile-form.mjs';
import {
  arrivals,
  call,
  ENDPOINTS,
  GEONODE,
  GLUWA,
  IXO,
  open,
  openWorld,
  PROFILES,
  TALEND,
  untilInForce,
  type World,
} from './harness';
import { prepareVault } from './prepared';

const KINDS = ['authorization', 'signature', 'apiKey', 'xSignature', 'wsse', 'code'] as const;
type HeaderKind = (typeof KINDS)[number];

interface SchemeRow {
  readonly scheme: string;
  readonly profile: NewProfile;
  readonly endpoint: string;
  readonly header: HeaderKind;
  /** The exact header, or its beginning where it is signed anew each time. */
  readonly value: string | RegExp;
  /** A stream of events that wants the same; else the endpoint itself is asked as one. */
  readonly events?: string;
}

const talend = TALEND_CONSUMERS.https;

const ROWS: readonly SchemeRow[] = [
  {
    scheme: 'basic, in UTF-8',
    profile: PROFILES.geonode,
    endpoint: ENDPOINTS.geonode,
    header: 'authorization',
    value: `Basic ${btoaUtf8('geonode_lab_user:pässwort-€7')}`,
  },
  {
    scheme: 'basic, a colon in the password',
    profile: PROFILES.talendBasic,
    endpoint: ENDPOINTS.talend,
    header: 'authorization',
    value: `Basic ${btoaUtf8('username:pass:word over TLS')}`,
  },
  {
    scheme: 'bearer, a JWT',
    profile: PROFILES.ixoBearer,
    endpoint: ENDPOINTS.ixo,
    header: 'authorization',
    value: `Bearer ${IXO_TOKENS.jwt}`,
    events: `${IXO}/v1/events`,
  },
  {
    scheme: 'bearer, an opaque token',
    profile: {
      ...PROFILES.ixoBearer,
      name: 'IXO opaque',
      fields: { [words('field_bearer_token')]: IXO_TOKENS.opaque },
    },
    endpoint: ENDPOINTS.ixo,
    header: 'authorization',
    value: `Bearer ${IXO_TOKENS.opaque}`,
    events: `${IXO}/v1/events`,
  },
  {
    scheme: 'jwt-signed, ES256 by a SEC1 key',
    profile: PROFILES.ixoMinted,
    endpoint: ENDPOINTS.ixo,
    header: 'authorization',
    value: /^Bearer ey[\w-]+\.[\w-]+\.[\w-]+$/,
    events: `${IXO}/v1/events`,
  },
  {
    scheme: 'token',
    profile: PROFILES.talendToken,
    endpoint: ENDPOINTS.talendKey,
    header: 'authorization',
    value: `Token ${talend.key}`,
  },
  {
    scheme: 'api-key',
    profile: PROFILES.ixoKey,
    endpoint: ENDPOINTS.ixoKey,
    header: 'apiKey',
    value: IXO_API_KEY,
  },
  {
    scheme: 'custom-header',
    profile: {
      name: 'Talend, written out',
      site: TALEND,
      scheme: words('scheme_custom_header'),
      fields: {
        [words('field_custom_header_headerName')]: 'Authorization',
        [words('field_custom_header_value')]: `Token ${talend.key}`,
      },
    },
    endpoint: ENDPOINTS.talendKey,
    header: 'authorization',
    value: `Token ${talend.key}`,
  },
  {
    scheme: 'login-token',
    profile: PROFILES.notesLogin,
    endpoint: `${NOTES}/v1/notes`,
    header: 'authorization',
    value: /^Bearer access-[0-9a-f]{36}$/,
  },
  {
    scheme: 'gluwa-ethereum',
    profile: PROFILES.ethereum,
    endpoint: ENDPOINTS.ethereum,
    header: 'signature',
    value: /^MT/,
    events: `${GLUWA}/v1/events`,
  },
  {
    scheme: 'gluwa-bitcoin',
    profile: PROFILES.bitcoin,
    endpoint: ENDPOINTS.bitcoin,
    header: 'signature',
    value: /^MT/,
    events: `${GLUWA}/v1/events`,
  },
  {
    scheme: 'signature-over-time, one header beside a key',
    profile: SIGNED_OVER_TIME.hotelbeds,
    endpoint: `${HOTELBEDS}/hotel-api/1.0/status`,
    header: 'xSignature',
    value: /^[0-9a-f]{64}$/,
  },
  {
    scheme: 'signature-over-time, with a nonce',
    profile: SIGNED_OVER_TIME.wsse,
    endpoint: `${WSSE}/api/rest/users`,
    header: 'wsse',
    value: /^UsernameToken Username="bob", PasswordDigest="[\w+/]{27}=", Nonce="[\w+/]{22}==", /,
  },
  {
    scheme: 'signature-over-time, three headers',
    profile: SIGNED_OVER_TIME.podcasts,
    endpoint: `${PODCASTS}/api/1.0/search/byterm`,
    header: 'authorization',
    value: /^[0-9a-f]{40}$/,
  },
  {
    scheme: 'totp',
    profile: PROFILES.codes,
    endpoint: `${CODES}/v1/balance`,
    header: 'code',
    value: /^\d{8}$/,
  },
];
const SITES = [GEONODE, GLUWA, IXO, NOTES, TALEND, HOTELBEDS, WSSE, PODCASTS, CODES];

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${IXO}/`);
  await prepareVault(world);
  for (const site of SITES) {
    await world.browser.allowHost(`https://${new URL(site).hostname}/*`);
  }
  for (const { profile } of ROWS) await world.keybearer.addProfile(profile);
  for (const site of SITES) await untilInForce(world, site);
});

afterAll(() => world?.close());

describe.each(ROWS)('$scheme', ({ profile, endpoint, header, value, events }) => {
  const { origin } = new URL(endpoint);

  beforeAll(async () => {
    await open(page, `${origin}/`);
    await world.keybearer.pick(page, profile.name);
  });

  beforeEach(() => open(page, `${origin}/blank`));

  it('is refused by the server without the header, or the tests below would show nothing', async () => {
    await world.keybearer.pick(page, words('popupOff'));
    const mark = world.lab.log.mark();

    await open(page, endpoint);
    await open(page, `${origin}/`);
    await world.keybearer.pick(page, profile.name);

    const [seen] = arrivals(world, endpoint, mark);
    expect(seen?.[header]).toBeUndefined();
    expect([401, 403]).toContain(seen?.status);
  });

  it.each([
    ['is opened', (url: string) => open(page, url)],
    ['is fetched', async (url: string) => expect(await call(page, 'fetch', url)).toBe(200)],
    ['is asked by XHR', async (url: string) => expect(await call(page, 'xhr', url)).toBe(200)],
  ])('arrives when an address %s', async (_way, ask) => {
    const mark = world.lab.log.mark();

    await ask(endpoint);

    expectAccepted(arrivals(world, endpoint, mark));
  });

  it('arrives when an EventSource asks', async () => {
    const target = events ?? endpoint;
    const mark = world.lab.log.mark();

    const seen = await call(page, 'events', target);

    expectAccepted(arrivals(world, target, mark));
    // An answer that is no stream arrives, and is none to the page.
    expect(seen).toEqual(events ? [expect.anything(), expect.anything()] : 'failed');
  });

  function expectAccepted(seen: ReturnType<typeof arrivals>) {
    expect(seen).toMatchObject([{ method: 'GET', status: 200 }]);
    expect(seen[0]?.[header]).toMatch(value);
    const others = KINDS.filter((kind) => kind !== header);
    expect(others.filter((kind) => seen[0]?.[kind] !== undefined)).toEqual([]);
  }
});

describe('IXO over plain http', () => {
  const plain = ENDPOINTS.ixo.replace('https:', 'http:');

  it('is refused, and carries nothing however it is asked', async () => {
    await open(page, `${IXO}/blank`);
    await world.keybearer.pick(page, PROFILES.ixoBearer.name);
    expect(await call(page, 'fetch', ENDPOINTS.ixo)).toBe(200);
    const mark = world.lab.log.mark();

    await open(page, plain);
    await open(page, 'http://api.ixo.test/blank');
    // The browser has not redirected to TLS by itself.
    expect(await page.evaluate(() => location.protocol)).toBe('http:');
    expect(await call(page, 'fetch', plain)).toBe(403);
    expect(await call(page, 'xhr', plain)).toBe(403);
    await call(page, 'events', plain);

    expect(arrivals(world, plain, mark).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const seen = world.lab.log.since(mark);
    expect(seen.filter(({ protocol }) => protocol !== 'http')).toEqual([]);
    expect(seen.filter(({ headers }) => headers.authorization ?? headers['x-api-key'])).toEqual([]);
  });
});

/** Node's own encoder, not the one under test. */
function btoaUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
