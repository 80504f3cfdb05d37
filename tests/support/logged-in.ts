/** The whole background over a browser in memory, for a profile with a login. */
import { createVault } from '../../src/app/keys/create-vault';
import type { Ports } from '../../src/app/ports';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { changeSettings } from '../../src/app/settings';
import { compose } from '../../src/background/compose';
import type { HeaderSpec } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { decodeContent } from '../../src/vault/content';
import type { DataKey } from '../../src/vault/data-key';
import { decodeEnvelope } from '../../src/vault/envelope';
import { openContent } from '../../src/vault/vault';
import { draftOf } from './drafts';
import { type FakeBrowser, fakeBrowser, inForce } from './fake-ports';
import { type LoginServer, loginServer } from './login-server';

export const PASSPHRASE = 'correct horse battery staple';
export const SITE = 'https://api.notes.test' as Origin;

/** The server is on the API's own origin. */
const LOGIN_FIELDS = {
  url: `${SITE}/login?v=2`,
  request: 'json',
  fields: 'username=ada',
  secretFields: 'password=the-password',
  tokenAt: '/data/access',
  headerName: 'Authorization',
  headerTemplate: 'Token {token}',
  endKind: 'milliseconds',
  endAt: '/data/expires',
};

export const WITH_REFRESH = {
  refreshUrl: `${SITE}/refresh`,
  refreshTokenAt: '/data/refresh',
  refreshFieldName: 'refresh',
};

export const loginDraft = (more: Readonly<Record<string, string>> = {}) =>
  draftOf('Notes', SITE, 'login-token', { ...LOGIN_FIELDS, ...more });

export interface LoginWorld {
  readonly browser: FakeBrowser;
  readonly server: LoginServer;
  readonly dataKey: DataKey;
  readonly headerId: string;
}

/** A vault with a profile, picked on its site; no request has been sent. */
export async function loginWorld(more = {}): Promise<LoginWorld> {
  const browser = fakeBrowser();
  browser.shown = [SITE];
  const { dataKey } = await createVault(browser.ports, PASSPHRASE);
  const { content } = await saveProfile(browser.ports, { profile: loginDraft(more), pick: true });
  await changeSettings(browser.ports, { autoLockMinutes: 240 });
  const headerId = content.profiles[0]?.headers[0]?.id ?? '';
  return { browser, server: loginServer(SITE, () => browser.now), dataKey, headerId };
}

/** An independent copy of the world. */
export function copyOf({ browser, server, ...rest }: LoginWorld): LoginWorld {
  const { storage, database, session, rules, wakeUpAt, now, shown } = browser;
  const copy = fakeBrowser();
  Object.assign(copy, structuredClone({ storage, database, session, rules, wakeUpAt, now, shown }));
  const copied = loginServer(SITE, () => copy.now);
  copied.state = structuredClone(server.state);
  return { ...rest, browser: copy, server: copied };
}

export function portsOf({ browser, server }: LoginWorld): Ports {
  return { ...browser.ports, fetch: server.fetch, fetchSeeingRedirects: server.fetch };
}

/** A new background, without memory of its own. */
export function backgroundOf(world: LoginWorld, ports = portsOf(world)) {
  return compose(ports);
}

/** The header as it is sealed on the disk, regardless of the session. */
export async function storedHeader({
  browser,
  dataKey,
}: LoginWorld): Promise<HeaderSpec | undefined> {
  const { current } = browser.storage;
  if (current === undefined) return undefined;
  const content = decodeContent(await openContent(decodeEnvelope(current), dataKey));
  return content.profiles[0]?.headers[0];
}

/** The header that the site gets. */
export function sentTo({ browser }: LoginWorld): string | undefined {
  return inForce(browser)[`|${SITE}/`]?.[0];
}
