/** The whole background over a browser in memory, for a profile with a sign-in. */
import { expect, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import type { Ports } from '../../src/app/ports';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import type { HeaderSpec } from '../../src/domain/profile';
import type { SignInStep } from '../../src/domain/sign-in';
import type { Origin } from '../../src/domain/site';
import { decodeContent } from '../../src/vault/content';
import type { DataKey } from '../../src/vault/data-key';
import { decodeEnvelope } from '../../src/vault/envelope';
import { openContent } from '../../src/vault/vault';
import { draftOf } from './drafts';
import { type FakeBrowser, fakeBrowser, inForce } from './fake-ports';
import { type RotatingServer, rotatingServer } from './rotating-server';

export const PASSPHRASE = 'correct horse battery staple';
export const SITE = 'https://api.ixo.test' as Origin;
export const SERVER = 'https://auth.ixo.test';
export const SIGN_IN_FIELDS = {
  authorizationUrl: `${SERVER}/authorize`,
  tokenUrl: `${SERVER}/token`,
  revocationUrl: `${SERVER}/revoke`,
  clientId: 'client',
};
export const SIGN_IN_DRAFT = draftOf('Robot', SITE, 'oauth2-authorization-code', SIGN_IN_FIELDS);

export type Background = ReturnType<typeof compose>;

export interface World {
  readonly browser: FakeBrowser;
  readonly server: RotatingServer;
  readonly dataKey: DataKey;
  readonly headerId: string;
}

/** A vault with a profile, picked on its site and signed out. */
export async function signedOutWorld(): Promise<World> {
  const browser = fakeBrowser();
  browser.shown = [SITE];
  const { content, dataKey } = await createVault(browser.ports, PASSPHRASE).then(() =>
    saveProfile(browser.ports, { profile: SIGN_IN_DRAFT, pick: true }),
  );
  const headerId = content.profiles[0]?.headers[0]?.id ?? '';
  return { browser, server: serverFor(browser), dataKey, headerId };
}

/** The same, signed in. */
export async function signedInWorld(): Promise<World> {
  const world = await signedOutWorld();
  const background = backgroundOf(world);
  await signIn(background, world);
  await settled(background);
  return world;
}

/** An independent copy of the world. */
export function copyOf({ browser, server, ...rest }: World): World {
  const { storage, database, session, rules, wakeUpAt, now, shown } = browser;
  const copy = fakeBrowser();
  Object.assign(copy, structuredClone({ storage, database, session, rules, wakeUpAt, now, shown }));
  const copiedServer = serverFor(copy);
  copiedServer.state = structuredClone(server.state);
  return { ...rest, browser: copy, server: copiedServer };
}

function serverFor(browser: FakeBrowser): RotatingServer {
  return rotatingServer(SERVER, () => browser.now);
}

export function portsOf({ browser, server }: World): Ports {
  return { ...browser.ports, fetch: server.fetch };
}

/** A new background, without memory of its own. */
export function backgroundOf(world: World, ports = portsOf(world)): Background {
  return compose(ports);
}

export async function signIn({ signIns }: Background, world: World): Promise<SignInStep> {
  const step = await signIns.begin(world.headerId);
  if (step.kind !== 'redirect') throw new Error(`A page was to be opened: ${JSON.stringify(step)}`);
  return signIns.proceed(world.headerId, world.server.visit(step.url));
}

/** The question has reached the server, which has spent the refresh token and says nothing yet. */
export async function beginRenewal({ browser, server }: World, background: Background) {
  server.isSlow = true;
  browser.now = browser.wakeUpAt ?? 0;
  background.reconcileSoon();
  await vi.waitFor(() => expect(server.waiting).toHaveLength(1));
}

/** The server answers all that waits. */
export function answer({ server }: World): void {
  server.isSlow = false;
  for (const letGo of server.waiting.splice(0)) letGo();
}

/** Waits until every open question is answered, and its result is in force. */
export async function settled({ inTurn }: Pick<Background, 'inTurn'>): Promise<void> {
  // Reconciled, asked, stored, and reconciled again: twice, where the first was not stored.
  for (let round = 0; round < 6; round++) {
    // A fault on purpose may hit this very turn.
    await inTurn(({ tokens }) => Promise.all(tokens.renewals())).catch(() => undefined);
    await new Promise(setImmediate);
  }
}

/** The header as it is sealed on the disk, regardless of the session. */
export async function storedHeader({ browser, dataKey }: World): Promise<HeaderSpec | undefined> {
  const { current } = browser.storage;
  if (current === undefined) return undefined;
  const content = decodeContent(await openContent(decodeEnvelope(current), dataKey));
  return content.profiles[0]?.headers[0];
}

/** The access token that the site gets. */
export function sentTo({ browser }: World): string | undefined {
  const [value] = inForce(browser)[`|${SITE}/`] ?? [];
  return value?.replace('Authorization: Bearer ', '');
}
