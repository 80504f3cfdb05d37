/**
 * Signing in and staying signed in, in the whole background over a browser in memory: at a server
 * that takes each refresh token once. The tokens of an answer belong to the sign-in that requested
 * them, and are stored before they are used.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { queriesFor } from '../../src/background/queries';
import type { AppState } from '../../src/domain/app-state';
import { route } from '../../src/protocol/router';
import { encrypt } from '../../src/vault/box';
import { type DataKey, importDataKey } from '../../src/vault/data-key';
import { decodeEnvelope, ENVELOPE_FORMAT } from '../../src/vault/envelope';
import { openContent } from '../../src/vault/vault';
import { opened } from '../support/app-states';
import { textOf } from '../support/copies';
import { proves } from '../support/proves';
import { TOKEN_LIFE_S } from '../support/rotating-server';
import {
  answer,
  type Background,
  backgroundOf,
  beginRenewal,
  copyOf,
  PASSPHRASE,
  portsOf,
  SIGN_IN_DRAFT,
  SIGN_IN_FIELDS,
  sentTo,
  settled,
  signedInWorld,
  signedOutWorld,
  signIn,
  storedHeader,
  type World,
} from '../support/signed-in';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const MINUTE = 60_000;

let signedOut: World;
let signedIn: World;
let world: World;
let background: Background;

beforeAll(async () => {
  signedOut = await signedOutWorld();
  signedIn = await signedInWorld();
});

beforeEach(() => start(signedIn));

/** A background with nothing in its own memory. */
function start(from: World): void {
  world = copyOf(from);
  background = backgroundOf(world);
}

async function read(): Promise<AppState> {
  const { state } = await background.perform({ type: 'state/read' });
  if (!state) throw new Error('no state');
  return state;
}

/** Reads the state once pending renewals have ended. */
async function readSettled(): Promise<AppState> {
  background.reconcileSoon();
  await settled(background);
  return read();
}

const headerIn = (state: AppState) => {
  const { profiles } = opened(state);
  const header = profiles[0]?.headers[0];
  if (!header) throw new Error('no header');
  return header;
};
const failureIn = (state: AppState) => {
  const { status } = headerIn(state);
  return status.state === 'failed' ? status.failure.code : undefined;
};

const renewalUnderWay = () => beginRenewal(world, background);

async function answered(): Promise<void> {
  answer(world);
  await settled(background);
}

async function renewed(): Promise<void> {
  world.browser.now = world.browser.wakeUpAt ?? 0;
  background.reconcileSoon();
  await settled(background);
}

/** Renewed so often that no wait after a failure is left. */
async function timeGoesBy(): Promise<void> {
  world.browser.now += 6 * MINUTE;
  background.reconcileSoon();
  await settled(background);
}

/** Replaces the credential with one that is signed out. @returns its header's id. */
async function replaceCredential(): Promise<string> {
  const [profile] = opened(await read()).profiles;
  const { id = '', revision = 0 } = profile ?? {};
  const header = {
    id: world.headerId,
    schemeId: 'oauth2-authorization-code',
    fields: { ...SIGN_IN_FIELDS, clientId: 'another' },
    paths: [],
    methods: [],
  };
  const { ok, state } = await background.perform({
    type: 'profile/save',
    profile: { ...SIGN_IN_DRAFT, id, revision, headers: [header] },
    pick: true,
  });
  if (!ok || !state) throw new Error('not saved');
  return headerIn(state).id;
}

/** The same vault, as a later version may have written it. */
async function asLaterFormat(text: string, dataKey: DataKey): Promise<string> {
  const envelope = decodeEnvelope(text);
  const { generation, slots } = envelope;
  const head = { format: ENVELOPE_FORMAT + 1, readableFrom: ENVELOPE_FORMAT, generation, slots };
  const content = new TextEncoder().encode(await openContent(envelope, dataKey));
  const key = await importDataKey(dataKey);
  return textOf({ ...head, sealed: await encrypt(key, content, JSON.stringify(head)) });
}

describe('a sign-in', () => {
  it('is stored, and then in force', async () => {
    start(signedOut);
    const before = await readSettled();
    expect(failureIn(before)).toBe('signed-out');
    expect(headerIn(before).signedIn).toBe(false);
    expect(world.server.asked).toEqual([]);

    const step = await signIn(background, world);
    const after = await readSettled();

    expect(step).toEqual({ kind: 'done', lasts: 'renewed' });
    expect(headerIn(after)).toMatchObject({ signedIn: true, status: { state: 'installed' } });
    expect(sentTo(world)).toBe('access-1');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-1');
    expect(world.server.asked).toEqual(['code']);
  });

  it('is back after a restart of the browser, with one question', async () => {
    Object.assign(world.browser, { session: {}, rules: [] });
    background = backgroundOf(world);
    expect((await readSettled()).vault).toBe('locked');

    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(background);

    expect(world.server.asked).toEqual(['refresh refresh-1']);
    expect(sentTo(world)).toBe('access-2');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
  });

  it('without a refresh token does not go on as the user before', async () => {
    world.server.instead.push(
      Response.json({ access_token: 'another', token_type: 'Bearer', expires_in: TOKEN_LIFE_S }),
    );

    const step = await signIn(background, world);
    await settled(background);
    expect(step).toEqual({ kind: 'done', lasts: 'once' });
    expect(sentTo(world)).toBe('another');
    world.browser.now += TOKEN_LIFE_S * 1000;
    const state = await readSettled();

    expect(failureIn(state)).toBe('signed-out');
    expect(sentTo(world)).toBeUndefined();
    expect((await storedHeader(world))?.refreshToken).toBeUndefined();
  });

  it('by a token without an end outlives a restart, though nothing renews it', async () => {
    world.server.instead.push(Response.json({ access_token: 'endless', token_type: 'Bearer' }));
    expect(await signIn(background, world)).toEqual({ kind: 'done', lasts: 'endless' });
    world.server.asked.length = 0;
    Object.assign(world.browser, { session: {}, rules: [] });
    background = backgroundOf(world);

    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(background);

    expect(sentTo(world)).toBe('endless');
    expect(opened(await read()).profiles[0]?.headers[0]?.signedIn).toBe(true);
    expect(world.server.asked).toEqual([]);
    expect(JSON.stringify(world.browser.storage)).not.toContain('endless');

    await background.signIns.signOut(world.headerId);
    expect(world.server.asked).toEqual(['revoke endless']);
    expect(sentTo(world)).toBeUndefined();
    expect(await storedHeader(world)).not.toHaveProperty('lastingToken');
  });

  it('is not that of the credential in whose place it came, nor the other way round', async () => {
    const headerId = await replaceCredential();
    expect(failureIn(await readSettled())).toBe('signed-out');

    await signIn(background, { ...world, headerId });
    await settled(background);
    const stored = await storedHeader(world);
    expect([stored?.refreshToken, stored?.previousCredential?.refreshToken]).toEqual([
      'refresh-2',
      'refresh-1',
    ]);
    expect(sentTo(world)).toBe('access-2');

    const profileId = opened(await read()).profiles[0]?.id ?? '';
    await background.perform({ type: 'credential/go-back', profileId, headerId });
    await settled(background);
    const back = await storedHeader(world);
    expect([back?.refreshToken, back?.previousCredential?.refreshToken]).toEqual([
      'refresh-3',
      'refresh-2',
    ]);
    expect(world.server.asked.at(-1)).toBe('refresh refresh-1');
    expect(sentTo(world)).toBe('access-3');
  });

  it('of a credential that was signed out before is not given to the one before', async () => {
    start(signedOut);
    const headerId = await replaceCredential();

    await signIn(background, { ...world, headerId });

    const stored = await storedHeader(world);
    expect(stored?.refreshToken).toBe('refresh-1');
    expect(stored?.previousCredential).not.toHaveProperty('refreshToken');
  });

  it('that the disk refuses is no sign-in, and says so', async () => {
    start(signedOut);
    world.browser.refuseStorage = true;

    const step = await signIn(background, world);

    expect(step).toEqual({ kind: 'failed', failure: { code: 'storage-failed' } });
    await readSettled();
    expect(sentTo(world)).toBeUndefined();
  });
});

describe('a renewal', () => {
  it('is asked for once, however many pages read at the same time', async () => {
    await renewalUnderWay();

    await Promise.all(Array.from({ length: 50 }, read));
    await answered();

    expect(world.server.asked).toEqual(['refresh refresh-1']);
    expect(sentTo(world)).toBe('access-2');
  });

  proves('F10', '50 wake-ups at once ask for one token', async (tried) => {
    world.browser.now = world.browser.wakeUpAt ?? 0;

    for (let wakeUps = 0; wakeUps < 50; wakeUps++) {
      background.reconcileSoon();
      tried();
    }
    await settled(background);

    expect(world.server.asked).toEqual(['refresh refresh-1']);
    expect(sentTo(world)).toBe('access-2');
  });

  it('is stored before anything carries it', async () => {
    const stored: (string | undefined)[] = [];
    const { rules } = world.browser.ports;
    background = backgroundOf(world, {
      ...portsOf(world),
      rules: {
        ...rules,
        async update(change) {
          stored.push((await storedHeader(world))?.refreshToken);
          await rules.update(change);
        },
      },
    });

    await renewed();

    expect(sentTo(world)).toBe('access-2');
    expect(stored).toEqual(['refresh-2']);
  });

  it('is no change of the profile: an edit in another window goes on', async () => {
    const { revision } = SIGN_IN_DRAFT;
    const [profile] = opened(await read()).profiles;

    await renewed();
    const { ok } = await background.perform({
      type: 'profile/save',
      profile: {
        ...SIGN_IN_DRAFT,
        id: profile?.id ?? '',
        revision: profile?.revision ?? revision,
        name: 'Renamed',
        headers: [
          { id: world.headerId, schemeId: 'oauth2-authorization-code', paths: [], methods: [] },
        ],
      },
      pick: true,
    });

    expect(ok).toBe(true);
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
    expect(sentTo(world)).toBe('access-2');
  });

  it.each([
    ['RFC 6749', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
    ['GitHub', () => Response.json({ error: 'bad_refresh_token' })],
    ['HubSpot', () => Response.json({ status: 'BAD_REFRESH_TOKEN' }, { status: 400 })],
    ['glewlwyd', () => new Response('', { status: 400 })],
  ])('that the server refuses as %s does ends the sign-in at once', async (_, refusal) => {
    world.server.instead.push(refusal());

    await renewed();
    const state = await read();

    expect(failureIn(state)).toBe('sign-in-ended');
    expect(headerIn(state).signedIn).toBe(false);
    expect(sentTo(world)).toBeUndefined();
    expect(JSON.stringify(world.browser.session)).not.toContain('access-1');
    await timeGoesBy();
    expect(world.server.asked).toEqual([]);

    await signIn(background, world);
    await settled(background);
    expect(sentTo(world)).toBe('access-2');
  });

  it('whose answer comes after a sign-out does not sign in again', async () => {
    await renewalUnderWay();
    world.server.isSlow = false;

    const result = await background.signIns.signOut(world.headerId);
    await answered();
    const state = await readSettled();

    expect(result).toEqual({ kind: 'told' });
    expect(world.server.asked).toEqual(['refresh refresh-1', 'revoke refresh-1']);
    expect(failureIn(state)).toBe('signed-out');
    expect(sentTo(world)).toBeUndefined();
    expect((await storedHeader(world))?.refreshToken).toBeUndefined();
    expect(JSON.stringify(world.browser.session)).not.toMatch(/(access|refresh)-\d/);
  });

  it('whose answer comes after another sign-in does not take its place', async () => {
    await renewalUnderWay();
    world.server.isSlow = false;

    await signIn(background, world);
    await answered();
    await readSettled();

    expect(world.server.asked).toEqual(['refresh refresh-1', 'code']);
    expect(sentTo(world)).toBe('access-3');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-3');
    await renewed();
    expect(world.server.asked.at(-1)).toBe('refresh refresh-3');
    expect(sentTo(world)).toBe('access-4');
  });

  it('whose answer comes after its profile is gone is dropped', async () => {
    await renewalUnderWay();
    const [profile] = opened(await read()).profiles;

    await background.perform({ type: 'profile/remove', profileIds: [profile?.id ?? ''] });
    await answered();
    await readSettled();

    expect(sentTo(world)).toBeUndefined();
    expect(JSON.stringify(world.browser.session)).not.toContain('refresh-2');
  });

  it('whose answer comes after its credential was replaced is kept with that credential', async () => {
    await renewalUnderWay();

    await replaceCredential();
    await answered();
    expect(failureIn(await readSettled())).toBe('signed-out');
    expect(sentTo(world)).toBeUndefined();
    const stored = await storedHeader(world);
    expect(stored?.refreshToken).toBeUndefined();
    expect(stored?.previousCredential?.refreshToken).toBe('refresh-2');

    const [profile] = opened(await read()).profiles;
    await background.perform({
      type: 'credential/go-back',
      profileId: profile?.id ?? '',
      headerId: stored?.id ?? '',
    });
    await settled(background);
    expect(world.server.asked.at(-1)).toBe('refresh refresh-2');
    expect(sentTo(world)).toBe('access-3');
  });
});

describe('a refresh token that the disk refuses', () => {
  beforeEach(async () => {
    world.browser.refuseStorage = true;
    await renewed();
  });

  it('is kept in memory alone, and the token that came with it is not used', async () => {
    const state = await read();

    expect(world.server.asked).toEqual(['refresh refresh-1']);
    // The one before lives, and is good until its end.
    expect(sentTo(world)).toBe('access-1');
    expect(JSON.stringify(world.browser.session)).toContain('refresh-2');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-1');
    expect(JSON.stringify(state)).not.toContain('refresh-2');

    world.browser.now += TOKEN_LIFE_S * 1000;
    expect(failureIn(await readSettled())).toBe('storage-failed');
    expect(sentTo(world)).toBeUndefined();
  });

  it('is what the next one is asked for with, and that is stored', async () => {
    world.browser.refuseStorage = false;

    await timeGoesBy();

    expect(world.server.asked).toEqual(['refresh refresh-1', 'refresh refresh-2']);
    expect(sentTo(world)).toBe('access-3');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-3');
  });

  it('is stored with the next answer, where the server leaves it as it is', async () => {
    world.browser.refuseStorage = false;
    world.server.instead.push(
      Response.json({ access_token: 'same', token_type: 'Bearer', expires_in: TOKEN_LIFE_S }),
    );

    await timeGoesBy();

    expect(sentTo(world)).toBe('same');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
  });

  it('is stored by a lock, which would forget it', async () => {
    world.browser.refuseStorage = false;

    await background.perform({ type: 'vault/lock' });

    expect((await storedHeader(world))?.refreshToken).toBe('refresh-2');
  });

  it('does not outlive the sign-in: another one takes its place', async () => {
    world.browser.refuseStorage = false;

    await signIn(background, world);
    await settled(background);
    await renewed();

    expect(world.server.asked.at(-1)).toBe('refresh refresh-3');
    expect((await storedHeader(world))?.refreshToken).toBe('refresh-4');
  });
});

describe('a vault that a later version has written', () => {
  beforeEach(async () => {
    const { browser, dataKey } = world;
    browser.envelope = await asLaterFormat(browser.envelope ?? '', dataKey);
    Object.assign(browser, { session: {}, rules: [] });
    background = backgroundOf(world);
    await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
    await settled(background);
  });

  it('keeps its sign-in: no refresh token is spent whose successor could not be stored', async () => {
    await timeGoesBy();
    const state = await read();

    expect(state).toMatchObject({ vault: 'unlocked', readOnly: true });
    expect(world.server.asked).toEqual([]);
    expect(sentTo(world)).toBeUndefined();
    expect(failureIn(state)).toBe('vault-newer');
  });

  it('opens no sign-in page for a token that could not be kept', async () => {
    expect(await background.signIns.begin(world.headerId)).toEqual({
      kind: 'failed',
      failure: { code: 'vault-newer' },
    });
  });
});

describe('a refresh token', () => {
  it('is never in a page or in clear on the disk, with any question and answer', async () => {
    const told: unknown[] = [];
    const queries = queriesFor(portsOf(world), background);
    const { headerId } = world;
    const ask = async (message: unknown) => {
      const onRefused = () => undefined;
      told.push(
        await route(message, { queries, perform: background.perform, onRefused, isPopup: true }),
      );
      await settled(background);
      told.push(world.browser.published, world.browser.storage, world.browser.database);
    };

    await renewed();
    await ask({ type: 'state/read' });
    await ask({ type: 'header/facts', headerId });
    await ask({ type: 'sign-in/begin', headerId });
    await ask({ type: 'sign-in/proceed', headerId, address: 'https://keybearer.test/signed-in' });
    world.browser.refuseStorage = true;
    await renewed();
    await ask({ type: 'state/read' });
    world.browser.refuseStorage = false;
    await ask({ type: 'sign-out', headerId });
    await ask({ type: 'vault/lock' });
    await ask({ type: 'vault/export' });

    expect(world.server.asked.length).toBeGreaterThan(2);
    expect(told).toHaveLength(32);
    expect(JSON.stringify(told)).not.toMatch(/(access|refresh)-\d/);
  });
});
