/**
 * Clients that people use: Swagger UI and GraphiQL on hosts of their own, which call the APIs. Their
 * requests carry the header where the profile lets that host call, and go on doing so after each token
 * and signature has ended, without a click in Keybearer.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NOTES_QUERY } from '../lab/apis/clients/graphiql.mjs';
import { OPERATIONS, type OperationId } from '../lab/apis/clients/openapi.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import {
  IXO,
  IXO_AUTH,
  NOTES,
  NOTES_LOGIN,
  NOTES_REFRESHING,
  PODCASTS,
  PROFILES,
} from '../lab/demo/demo-profiles.mjs';
import { click, words } from '../lab/pages/controls.mjs';
import type { LoggedRequest } from '../lab/server/request-log.mjs';
import { proves } from '../support/proves';
import { keepBackgroundAwake, openWorld, PATIENT, untilInForce, type World } from './harness';
import { prepareProfile, prepareVault, requestPermission } from './prepared';

const DOCS = 'https://docs.login.test';
const GRAPHIQL = 'https://graphiql.login.test';
const CALLERS = `${DOCS} ${GRAPHIQL}`;
/** Tokens live for ten seconds at least; these have a margin. */
const LIFE_S = 12;
/** The shortest that a signature over time may have. */
const VALIDITY_S = 10;

const IDS = Object.keys(OPERATIONS) as readonly OperationId[];

let world: World;
let docs: LabPage;
let graphiql: LabPage;

beforeAll(async () => {
  world = await openWorld();
  world.lab.logins.settings.lifetimeS = LIFE_S;
  world.lab.oauth.settings.lifetimeS = LIFE_S;
  const hosts = [NOTES, NOTES_LOGIN, IXO, IXO_AUTH, PODCASTS, DOCS, GRAPHIQL].map(
    (host) => `${host}/*`,
  );
  for (const host of hosts) await world.browser.allowHost(host);
  docs = await world.browser.newPage(`${DOCS}/`);
  await prepareVault(world);
  const manager = await world.keybearer.openManager('#/about');
  await requestPermission(world, manager, hosts);
  await manager.close();
});

afterAll(() => world?.close());

const inOperation = (id: OperationId, selector: string) => `.opblock[id$="-${id}"] ${selector}`;

/** Presses *Try it out* where it is not pressed yet, then *Execute*. @returns the request, on the wire. */
async function execute(id: OperationId): Promise<LoggedRequest> {
  const { site, path } = OPERATIONS[id];
  await docs.bringToFront();
  await docs.waitForSelector(inOperation(id, '.opblock-summary-control'));
  if (!(await docs.$(inOperation(id, '.try-out__btn')))) {
    await click(docs, inOperation(id, '.opblock-summary-control'));
  }
  if (!(await docs.$(inOperation(id, '.execute')))) {
    await click(docs, inOperation(id, '.try-out__btn'));
  }
  const mark = world.lab.log.mark();
  await click(docs, inOperation(id, '.execute'));
  return world.lab.log.waitFor(
    ({ host, url, method }) => `https://${host}${url}` === site + path && method === 'GET',
    { from: mark },
  );
}

/** The status that Swagger UI shows below *Execute*. */
async function shownStatus(id: OperationId): Promise<string> {
  const cell = await docs.waitForSelector(
    inOperation(id, '.live-responses-table tr.response td.response-col_status'),
  );
  return (await cell?.evaluate(({ textContent }) => textContent?.trim())) ?? '';
}

/** Presses a button of GraphiQL. @returns the request that asks for this, on the wire. */
async function ask(buttonName: string, asked: string): Promise<LoggedRequest> {
  await graphiql.bringToFront();
  const mark = world.lab.log.mark();
  await click(graphiql, `button[aria-label^="${buttonName}"]`);
  return graphqlRequest(asked, mark);
}

function graphqlRequest(asked: string, mark: number): Promise<LoggedRequest> {
  return world.lab.log.waitFor(
    ({ url, method, body }) => url === '/graphql' && method === 'POST' && body.includes(asked),
    { from: mark },
  );
}

const runQuery = () => ask('Execute query', JSON.stringify(NOTES_QUERY).slice(1, -1));
const readSchema = () => ask('Re-fetch GraphQL schema', 'IntrospectionQuery');

describe('documentation that the profile does not let call', () => {
  proves('T1', 'its requests go bare, and the popup says why', async (tried) => {
    await prepareProfile(world, NOTES_REFRESHING);
    await untilInForce(world, NOTES);

    const { headers, status } = await execute('readNotes');

    expect(headers.authorization).toBeUndefined();
    expect(status).toBe(401);
    expect(await shownStatus('readNotes')).toBe('401');
    await world.keybearer.untilPopupSays(docs, words('callRefused', new URL(NOTES).host));
    tried();
    await world.keybearer.removeProfile(NOTES_REFRESHING.name);
  });
});

describe('clients on hosts that the profiles let call', () => {
  /** Before the expiry. */
  const first = new Map<OperationId | 'graphiql', LoggedRequest>();

  beforeAll(async () => {
    const label = words('field_signature_over_time_validity');
    const podcasts = { ...PROFILES.podcasts.fields, [label]: String(VALIDITY_S) };
    for (const profile of [
      NOTES_REFRESHING,
      PROFILES.ixoClient,
      { ...PROFILES.podcasts, fields: podcasts },
    ]) {
      await prepareProfile(world, { ...profile, callers: CALLERS });
    }
    for (const site of [NOTES, IXO, PODCASTS]) await untilInForce(world, site);
    await docs.goto(`${DOCS}/`);
    for (const id of IDS) first.set(id, await execute(id));
    const mark = world.lab.log.mark();
    graphiql = await world.browser.newPage(`${GRAPHIQL}/`);
    await graphqlRequest('IntrospectionQuery', mark);
    first.set('graphiql', await runQuery());
  });

  /** The end that the server knows of a token, and the moment of a signature with its validity. */
  function endOf({ host, headers }: LoggedRequest): number {
    const [, token = ''] = headers.authorization?.split(' ') ?? [];
    const date = headers['x-auth-date'];
    if (date !== undefined) return (Number(date) + VALIDITY_S) * 1000;
    if (`https://${host}` === NOTES) return world.lab.logins.endOf(token) ?? Number.NaN;
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).exp * 1000;
  }

  it('carry the header at first', () => {
    expect([...first.values()].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([...first.values()].map(endOf)).not.toContain(Number.NaN);
  });

  it('carry another one when the first has ended, without a click in Keybearer', async () => {
    const end = Math.max(...[...first.values()].map(endOf));
    await vi.waitFor(
      async () => {
        // A page that waits sends nothing that would keep the background awake.
        await keepBackgroundAwake(world);
        expect(Date.now()).toBeGreaterThan(end);
      },
      { ...PATIENT, interval: 200 },
    );

    for (const id of IDS) {
      const { headers, status } = await execute(id);
      expect([id, status]).toEqual([id, 200]);
      expect(await shownStatus(id)).toBe('200');
      expect(headers.authorization).toEqual(expect.any(String));
      expect(headers.authorization).not.toBe(first.get(id)?.headers.authorization);
    }
    for (const { headers, status } of [await readSchema(), await runQuery()]) {
      expect(status).toBe(200);
      expect(headers.authorization).not.toBe(first.get('graphiql')?.headers.authorization);
    }
    await graphiql.waitForFunction(() =>
      document.querySelector('.result-window')?.textContent?.includes('A note'),
    );
  });

  proves('T2', 'the preflights of GraphiQL carry nothing', (tried) => {
    const preflights = world.lab.log.entries.filter(
      ({ method, url }) => method === 'OPTIONS' && url === '/graphql',
    );
    expect(preflights.length).toBeGreaterThan(0);
    for (const { headers } of preflights) {
      expect(headers).not.toHaveProperty('authorization');
      tried();
    }
  });

  it('have loaded nothing from elsewhere', () => {
    const pages = world.lab.log.entries.filter(({ headers }) =>
      [DOCS, GRAPHIQL].some((site) => headers.referer?.startsWith(site)),
    );
    const hosts = new Set(pages.map(({ host }) => `https://${host}`));
    expect([...hosts].sort()).toEqual([DOCS, GRAPHIQL, NOTES, IXO, PODCASTS].sort());
  });
});
