/**
 * Any sequence of changes, deletions, undos and restores: each credential that was saved is in a profile
 * or in the bin, a restore changes no pick, and no credential goes to a site that it was not saved for.
 */
import fc from 'fast-check';
import { beforeAll, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { Profile } from '../../src/domain/profile';
import type { HeaderDraft } from '../../src/domain/profile-draft';
import type { VaultContent } from '../../src/vault/content';
import { BLANK } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const HOSTS = ['https://a.test', 'https://b.test'];

let created: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

const ACTIONS = [
  'add',
  'replace',
  'move',
  'move',
  'drop a header',
  'drop a header',
  'confirm',
  'go back',
  'remove',
  'remove all',
  'pick',
  'undo',
  'restore',
  'restore',
  'wait',
  'lock',
] as const;

type Action = readonly [(typeof ACTIONS)[number], number];

class World {
  readonly browser = Object.assign(fakeBrowser(), {
    envelope: created.envelope,
    session: created.session,
  });
  readonly background = compose(this.browser.ports);
  /** Each saved secret, with the hosts that it was saved for. */
  readonly savedFor = new Map<string, Set<string>>();
  count = 0;

  async content(): Promise<VaultContent> {
    return (await openVault(this.browser.ports)).content;
  }

  newHeader(): HeaderDraft {
    this.count += 1;
    const fields = { username: 'ada', password: `secret-${this.count}` };
    return { schemeId: 'basic', fields, paths: [], methods: [] };
  }

  async save(stored: Profile | undefined, host: string, headers: HeaderDraft[]): Promise<void> {
    const edited = stored && { id: stored.id, revision: stored.revision };
    const profile = { ...BLANK, name: 'P', sites: [{ url: host, path: '' }], headers, ...edited };
    await this.background.perform({ type: 'profile/save', profile, pick: true });
    const after = (await this.content()).profiles.filter(
      ({ id, revision }) => !stored || (id === stored.id && revision > stored.revision),
    );
    for (const each of after) for (const secret of secretsOf([each])) this.note(secret, each);
  }

  note(secret: string, { sites }: Profile): void {
    const known = this.savedFor.get(secret) ?? new Set();
    for (const { origin } of sites) known.add(origin);
    this.savedFor.set(secret, known);
  }

  async act([action, number]: Action): Promise<void> {
    const { background } = this;
    const { profiles, bin } = await this.content();
    const profile = profiles[number % Math.max(profiles.length, 1)];
    const host = HOSTS[number % HOSTS.length] ?? '';
    const own = profile?.sites[0]?.origin ?? host;
    const kept = profile?.headers.map(keptHeader) ?? [];
    const header = profile?.headers[number % profile.headers.length];
    const ofHeader = { profileId: profile?.id ?? '', headerId: header?.id ?? '' };
    switch (action) {
      case 'add':
        return this.save(undefined, host, [this.newHeader(), this.newHeader()]);
      case 'replace': {
        const headers = kept.map((each) =>
          each.id === header?.id ? { ...this.newHeader(), id: each.id ?? '' } : each,
        );
        return profile && this.save(profile, own, headers);
      }
      case 'move':
        return profile && this.save(profile, host, kept);
      case 'drop a header':
        return profile && this.save(profile, own, kept.slice(1));
      case 'wait':
        this.browser.now += 6_000;
        return;
      case 'lock':
        await background.perform({ type: 'vault/lock' });
        await background.perform({ type: 'vault/unlock', passphrase: PASSPHRASE });
        return;
      case 'confirm':
        await background.perform({ type: 'credential/confirm', ...ofHeader });
        return;
      case 'go back':
        await background.perform({ type: 'credential/go-back', ...ofHeader });
        return;
      case 'remove':
        await background.perform({
          type: 'profile/remove',
          profileIds: profile ? [profile.id] : [],
        });
        return;
      case 'remove all':
        await background.perform({
          type: 'profile/remove',
          profileIds: profiles.map(({ id }) => id),
        });
        return;
      case 'pick':
        await background.perform({ type: 'pick/set', origin: own, profileId: profile?.id ?? null });
        return;
      case 'undo':
        await background.perform({
          type: 'bin/undo',
          ids: [...(this.browser.session.undo?.ids ?? [])],
        });
        return;
      case 'restore': {
        const before = JSON.stringify((await this.content()).sitePicks);
        const id = bin[number % Math.max(bin.length, 1)]?.id ?? '';
        await background.perform({ type: 'bin/restore', id });
        if (JSON.stringify((await this.content()).sitePicks) !== before) throw new Error('picked');
      }
    }
  }

  async check(): Promise<void> {
    const { profiles, bin } = await this.content();
    const binned = bin.flatMap((entry) => (entry.kind === 'draft' ? [] : [entry.profile]));
    const there = new Set(secretsOf([...profiles, ...binned]));
    for (const secret of this.savedFor.keys()) {
      if (!there.has(secret)) throw new Error(`${secret} is lost`);
    }
    for (const [place, lines] of Object.entries(inForce(this.browser))) {
      for (const line of lines) this.checkPlace(place, line);
    }
  }

  checkPlace(place: string, line: string): void {
    const [, secret = ''] = atob(line.replace('Authorization: Basic ', '')).split(':');
    const hosts = [...(this.savedFor.get(secret) ?? [])];
    if (!hosts.some((host) => place.startsWith(`|${host}/`))) {
      throw new Error(`${secret} goes to ${place}`);
    }
  }
}

function keptHeader({ id, schemeId }: Profile['headers'][number]): HeaderDraft {
  return { id, schemeId, paths: [], methods: [] };
}

function secretsOf(profiles: readonly Profile[]): readonly string[] {
  const headers = profiles.flatMap((profile) => profile.headers);
  const held = headers.flatMap((each) => [each, each.previousCredential ?? []].flat());
  // Cast: the test has saved nothing but Basic.
  return held.map(({ credential }) => (credential as { readonly password: string }).password);
}

const action = fc.tuple(fc.constantFrom(...ACTIONS), fc.nat(7));

proves(
  ['T25', 'F1'],
  'no sequence loses a credential, picks by a restore or sends a credential further',
  async (tried) => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        const world = new World();
        await world.act(['add', 0]);
        for (const each of actions) {
          await world.act(each);
          await world.check();
          tried();
        }
      }),
      { numRuns: 80 },
    );
  },
  60_000,
);
