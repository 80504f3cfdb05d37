/**
 * Every use case, with its background refused or dead at every call it makes: the vault is the old
 * one or the new one and never a mix, nothing that was acknowledged is lost, and the headers in force
 * after the next start are those of the vault.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, vi } from 'vitest';
import { clearActivity } from '../../src/app/activity/clear-activity';
import { type BackupText, backupText, noteBackup, unsaved } from '../../src/app/backup/make-backup';
import { restoreBackup } from '../../src/app/backup/restore-backup';
import { discardDraft } from '../../src/app/bin/discard-draft';
import { restore } from '../../src/app/bin/restore';
import { undo } from '../../src/app/bin/undo';
import { confirmClock } from '../../src/app/clocks/confirm-clock';
import { keepReview } from '../../src/app/exchange/kept-review';
import { saveImported } from '../../src/app/exchange/save-imported';
import { pick } from '../../src/app/headers/pick';
import { pickNext } from '../../src/app/headers/pick-next';
import { addPasskey, changePassphrase, removePasskeys } from '../../src/app/keys/change-keys';
import { createVault } from '../../src/app/keys/create-vault';
import { unlock, unlockByPasskey } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { readState } from '../../src/app/pages/read-state';
import type { Ports } from '../../src/app/ports';
import { keepDraft } from '../../src/app/profiles/kept-drafts';
import { keepReplacement } from '../../src/app/profiles/kept-replacements';
import { parseProfile } from '../../src/app/profiles/parse-profile';
import { removeProfiles } from '../../src/app/profiles/remove-profiles';
import { replaceCredential } from '../../src/app/profiles/replace-credential';
import { confirmCredential, goBack } from '../../src/app/profiles/replaced-credential';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { reconcile } from '../../src/app/reconcile';
import { changeSettings } from '../../src/app/settings';
import { importShare } from '../../src/app/share/import-share';
import { reviewShare } from '../../src/app/share/review-share';
import { openVault } from '../../src/app/vault/open-vault';
import { decodeBackup } from '../../src/backup/decode-backup';
import type { AppState, ProfileSummary } from '../../src/domain/app-state';
import type { NewPasskey } from '../../src/domain/passkey';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import { writeShare } from '../../src/exchange/share/write-share';
import { opened } from '../support/app-states';
import { draftOf, GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { FAULTS, type Fault, faultyPorts } from '../support/faulty-ports';
import { inTurn } from '../support/in-turn';
import { proves } from '../support/proves';

// Argon2id takes its time on purpose, and thousands of runs would take hours.
vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const ANOTHER = 'another long passphrase';
const PASSKEY = passkeyOf('one', 1);
const SECOND_PASSKEY = passkeyOf('two', 2);
const MINUTE = 60_000;

function passkeyOf(slotId: string, byte: number): NewPasskey {
  const secret = Buffer.alloc(32, byte).toString('base64');
  return { slotId, credentialId: slotId, prfInput: secret, secret };
}

/** Signs key, secret and time, and sends three headers of one moment. */
const PODCAST_FIELDS = { key: 'a key', secret: 'a secret of podcasts' };
const PODCASTS = draftOf('Podcasts', 'https://api.podcastindex.test', 'signature-over-time', {
  ...PODCAST_FIELDS,
  secretEncoding: 'utf8',
  algorithm: 'SHA-1',
  signedText: '{key}{secret}{time}',
  time: 'seconds',
  nonce: 'none',
  signatureEncoding: 'hex',
  headers: 'X-Auth-Key: {key}\nX-Auth-Date: {time}\nAuthorization: {signature}',
  validity: '300',
});

interface UseCase {
  readonly run: (ports: Ports) => Promise<unknown>;
  /** Prepares the state before; the vault is unlocked, with two profiles, one of them picked. */
  readonly prepare?: (browser: FakeBrowser) => Promise<unknown>;
  /** Starts without a vault. */
  readonly fromNothing?: true;
  /**
   * An unsaved text is in memory until the lock: the browser's end loses it, and a disk that refuses
   * does not keep the lock from being done.
   */
  readonly mayLoseDrafts?: true;
  /** A form may be in the bin and unsaved at once: the one comes before the other goes. */
  readonly mayBeBoth?: true;
}

const idOf = async (ports: Ports, name: string) => {
  const found = opened(await readState(ports)).profiles.find((profile) => profile.name === name);
  if (!found) throw new Error(`no profile ${name}`);
  return found;
};

let geonodeId: string;
let admin: ProfileSummary;
const SANDBOX_ORIGIN = 'https://api.gluwa.test' as Origin;
const GEONODE_ORIGIN = 'https://api.geonode.test' as Origin;

/** The header that the last one has given another credential. */
let replaced: { readonly profileId: string; readonly headerId: string };

/** A file of another vault. */
const sharedText = writeShare(
  [GEONODE].map((draft) => parseProfile(draft, undefined, 0)),
  false,
).text;

/** The latest entry of the bin. */
let binnedId: string;

async function noteBinned(ports: Ports): Promise<void> {
  const { content } = await openVault(ports);
  binnedId = content.bin.at(-1)?.id ?? '';
}

async function removeAdmin(ports: Ports): Promise<void> {
  await removeProfiles(ports, { profileIds: [admin.id] });
  await noteBinned(ports);
}

async function discardForm(ports: Ports): Promise<void> {
  await keepDraft(ports, SANDBOX_ETH);
  await discardDraft(ports, 'new');
  await noteBinned(ports);
}

/** The backup of the state before. */
let backedUp: BackupText;

async function noteBackedUp(ports: Ports): Promise<void> {
  backedUp = await backupText(ports, { passphrase: PASSPHRASE });
}

async function openedBackup(ports: Ports) {
  const { locks } = await ports.session.readNow();
  return { backup: decodeBackup(backedUp.text), locks };
}

/** A second header, with a credential of its own. */
async function addHeader(ports: Ports): Promise<void> {
  const kept = { id: admin.headers[0]?.id ?? '', schemeId: 'basic', paths: [], methods: [] };
  const [added] = SANDBOX_ETH.headers;
  await saveHeaders(ports, admin.revision, added ? [kept, added] : []);
}

const saveHeaders = (ports: Ports, revision: number, headers: ProfileDraft['headers']) =>
  saveProfile(ports, {
    profile: { ...SANDBOX_ADMIN, id: admin.id, revision, headers },
    pick: false,
  });

/** The secret of the profile's only header, as the popup names it. */
function secretOf({ id: profileId, revision, headers: [header] }: ProfileSummary) {
  return { profileId, revision, headerId: header?.id ?? '' };
}

async function saveAnother(ports: Ports): Promise<void> {
  const [header] = admin.headers;
  const fields = { username: 'abcd', password: '5678' };
  const { content } = await saveProfile(ports, {
    profile: {
      ...SANDBOX_ADMIN,
      id: admin.id,
      revision: admin.revision,
      headers: [{ id: header?.id ?? '', schemeId: 'basic', fields, paths: [], methods: [] }],
    },
    pick: false,
  });
  const [changed] = content.profiles.find(({ id }) => id === admin.id)?.headers ?? [];
  replaced = { profileId: admin.id, headerId: changed?.id ?? '' };
}

const USE_CASES: Readonly<Record<string, UseCase>> = {
  createVault: { fromNothing: true, run: (ports) => createVault(ports, PASSPHRASE) },
  unlock: {
    prepare: ({ ports }) => lock(ports),
    run: (ports) => unlock(ports, PASSPHRASE),
  },
  unlockByPasskey: {
    prepare: ({ ports }) => lock(ports),
    run: (ports) => unlockByPasskey(ports, PASSKEY),
  },
  'replace a secret in the popup': {
    run: (ports) => replaceCredential(ports, { ...secretOf(admin), value: '5678', accepted: [] }),
  },
  'replace a secret in the popup by the kept one': {
    prepare: ({ ports }) => keepReplacement(ports, { ...secretOf(admin), value: '5678' }),
    run: (ports) => replaceCredential(ports, { ...secretOf(admin), accepted: [] }),
    mayLoseDrafts: true,
  },
  'lock with a secret that is not saved': {
    prepare: ({ ports }) => keepReplacement(ports, { ...secretOf(admin), value: '5678' }),
    run: (ports) => lock(ports),
    mayLoseDrafts: true,
  },
  lock: { run: (ports) => lock(ports) },
  'lock with a form that is not saved': {
    prepare: ({ ports }) => keepDraft(ports, SANDBOX_ETH),
    run: (ports) => lock(ports),
    mayLoseDrafts: true,
  },
  'pick another': {
    run: (ports) => pick(ports, { origin: GEONODE_ORIGIN, profileId: geonodeId }),
  },
  'pick off': {
    run: (ports) => pick(ports, { origin: 'https://api.gluwa.test', profileId: null }),
  },
  pickNext: { run: (ports) => pickNext(ports, GEONODE_ORIGIN) },
  pause: { run: (ports) => changeSettings(ports, { paused: true }) },
  'save a new profile': {
    run: (ports) => saveProfile(ports, { profile: SANDBOX_ETH, pick: true }),
  },
  'save a changed one': {
    run: (ports) =>
      saveProfile(ports, {
        profile: { ...SANDBOX_ADMIN, id: admin.id, revision: admin.revision, name: 'Renamed' },
        pick: false,
      }),
  },
  'replace a credential': { run: (ports) => saveAnother(ports) },
  confirmCredential: {
    prepare: ({ ports }) => saveAnother(ports),
    run: async (ports) => confirmCredential(ports, replaced),
  },
  goBack: {
    prepare: ({ ports }) => saveAnother(ports),
    run: async (ports) => goBack(ports, replaced),
  },
  confirmClock: {
    prepare: async (browser) => {
      await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: true });
      const clocks = { [SANDBOX_ORIGIN]: { offsetMs: 24 * 60 * MINUTE, askedAt: browser.now } };
      browser.session = { ...browser.session, clocks };
    },
    run: (ports) => confirmClock(ports, { origin: SANDBOX_ORIGIN, offsetMs: 24 * 60 * MINUTE }),
  },
  'save an import': {
    prepare: ({ ports }) => keepReview(ports, { files: ['modheader.json'], ticks: {} }),
    run: (ports) => saveImported(ports, { profiles: [SANDBOX_ETH, GEONODE], pick: true }),
  },
  'lock with an import under review': {
    prepare: ({ ports }) => keepReview(ports, { files: ['modheader.json'], ticks: { 3: false } }),
    run: (ports) => lock(ports),
  },
  'import a shared file': {
    run: async (ports) => {
      const text = sharedText;
      const review = await reviewShare(ports, { text });
      if (!review.ok) throw new Error(review.failure.code);
      const typed = { fields: { password: 'of my own' }, accepted: [] };
      const profiles = [{ at: 0, name: 'From Ada', headers: [typed] }];
      return importShare(ports, { text, digest: review.digest, profiles, pick: true });
    },
  },
  'restore a backup beside the rest': {
    prepare: async ({ ports }) => {
      await noteBackedUp(ports);
      await removeAdmin(ports);
    },
    run: async (ports) => restoreBackup(ports, await openedBackup(ports), { mode: 'merge' }),
  },
  'restore a backup in place of the rest': {
    prepare: async ({ ports }) => {
      await noteBackedUp(ports);
      await saveProfile(ports, { profile: SANDBOX_ETH, pick: true });
    },
    run: async (ports) => {
      const how = { mode: 'replace', proof: { passphrase: PASSPHRASE } } as const;
      return restoreBackup(ports, await openedBackup(ports), how);
    },
  },
  'note a backup': {
    prepare: ({ ports }) => noteBackedUp(ports),
    run: (ports) => noteBackup(ports, unsaved(backedUp)),
  },
  removeProfiles: { run: (ports) => removeProfiles(ports, { profileIds: [admin.id] }) },
  'save without a header': {
    prepare: ({ ports }) => addHeader(ports),
    run: (ports) => {
      const kept = { id: admin.headers[0]?.id ?? '', schemeId: 'basic', paths: [], methods: [] };
      return saveHeaders(ports, admin.revision + 1, [kept]);
    },
  },
  'undo a deletion': {
    prepare: ({ ports }) => removeAdmin(ports),
    run: async (ports) => undo(ports, (await ports.session.readNow()).undo?.ids ?? []),
  },
  'restore a profile': {
    prepare: ({ ports }) => removeAdmin(ports),
    run: (ports) => restore(ports, binnedId),
  },
  'undo a confirmed credential': {
    prepare: async ({ ports }) => {
      await saveAnother(ports);
      await confirmCredential(ports, replaced);
    },
    run: async (ports) => undo(ports, (await ports.session.readNow()).undo?.ids ?? []),
  },
  'discard a form': {
    prepare: ({ ports }) => keepDraft(ports, SANDBOX_ETH),
    run: (ports) => discardDraft(ports, 'new'),
    mayLoseDrafts: true,
    mayBeBoth: true,
  },
  'restore a form': {
    prepare: ({ ports }) => discardForm(ports),
    run: (ports) => restore(ports, binnedId),
    mayBeBoth: true,
  },
  setAutoLock: {
    run: (ports) => changeSettings(ports, { autoLockMinutes: 60, lockWithComputer: false }),
  },
  setObserves: { run: (ports) => changeSettings(ports, { observes: false }) },
  clearActivity: { run: ({ activity }) => clearActivity({ activity }) },
  changePassphrase: {
    run: (ports) =>
      changePassphrase(ports, {
        passphrase: PASSPHRASE,
        newPassphrase: ANOTHER,
        passkeys: [PASSKEY],
      }),
  },
  addPasskey: {
    run: (ports) =>
      addPasskey(ports, { passphrase: PASSPHRASE, name: 'Two', passkey: SECOND_PASSKEY }),
  },
  removePasskeys: {
    run: (ports) => removePasskeys(ports, { passphrase: PASSPHRASE, passkeys: [] }),
  },
  'reconcile when a signature is due': {
    prepare: async (browser) => {
      await saveProfile(browser.ports, { profile: SANDBOX_ETH, pick: true });
      browser.now += 5 * MINUTE;
    },
    run: (ports) => reconcile(ports),
  },
  'reconcile when a signature over time is due': {
    prepare: async (browser) => {
      await saveProfile(browser.ports, { profile: PODCASTS, pick: true });
      browser.now += 3 * MINUTE;
    },
    run: (ports) => reconcile(ports),
  },
};

type World = Omit<FakeBrowser, 'ports'>;
let unlocked: World;

beforeAll(async () => {
  const { ports, ...world } = await begun();
  unlocked = world;
});

async function begun(): Promise<FakeBrowser> {
  const browser = fakeBrowser();
  const { ports } = browser;
  await createVault(ports, PASSPHRASE);
  await addPasskey(ports, { passphrase: PASSPHRASE, name: 'One', passkey: PASSKEY });
  await saveProfile(ports, { profile: SANDBOX_ADMIN, pick: true });
  await saveProfile(ports, { profile: GEONODE, pick: false });
  admin = await idOf(ports, SANDBOX_ADMIN.name);
  geonodeId = (await idOf(ports, GEONODE.name)).id;
  return browser;
}

async function prepared({ fromNothing, prepare }: UseCase): Promise<FakeBrowser> {
  const browser = fakeBrowser();
  if (fromNothing) return browser;
  const { now, storage, database, session, rules, wakeUpAt } = structuredClone(unlocked);
  Object.assign(browser, { now, storage, database, session, rules, wakeUpAt });
  await prepare?.(browser);
  return browser;
}

/** The content of the vault, without its ids. */
function told(state: AppState) {
  // An interrupted first run has stored nothing yet.
  if (state.vault !== 'unlocked') {
    return { vault: state.vault, profiles: [], drafts: [], replacements: 0, binCount: 0 };
  }
  const { vault, profiles, picks, settings, passkeys, drafts, replacements, binCount } = state;
  const nameOf = (id: string | undefined) => profiles.find((each) => each.id === id)?.name;
  return {
    vault,
    profiles: profiles.map(({ name, revision, headers }) => {
      return {
        name,
        revision,
        previousCredential: headers.map(({ previousCredential }) => previousCredential),
      };
    }),
    picks: Object.fromEntries(Object.entries(picks).map(([origin, id]) => [origin, nameOf(id)])),
    settings,
    passkeys: passkeys.map(({ name }) => name),
    drafts,
    replacements: replacements.length,
    binCount,
  };
}

/** Starts the background again; unlocks the vault if it is locked. */
async function startedAgain(browser: FakeBrowser) {
  await inTurn(browser.ports, reconcile).catch(() => undefined);
  const { vault } = await readState(browser.ports);
  if (vault !== 'unlocked') expect(browser.rules, 'rules of a locked vault').toEqual([]);
  if (vault === 'locked') {
    await unlock(browser.ports, PASSPHRASE).catch(() => unlock(browser.ports, ANOTHER));
  }
  return { vault, state: told(await readState(browser.ports)), force: headersOf(browser) };
}

/** The headers in force; a signature by its name alone, since each signature differs. */
function headersOf(browser: FakeBrowser) {
  const placed = Object.entries(inForce(browser));
  return Object.fromEntries(
    placed.map(([place, values]) => [
      place,
      place === `|${PODCASTS.sites[0]?.url}/`
        ? [momentOf(values)]
        : values.map((value) => value.replace(/^(X-REQUEST-SIGNATURE):.*/, '$1')),
    ]),
  );
}

/** The headers of a signature over time, checked by Node's own digest. */
function momentOf(values: readonly string[]): string {
  const all = Object.fromEntries(values.map((value) => value.split(': ')));
  const { key, secret } = PODCAST_FIELDS;
  const signed = createHash('sha1')
    .update(key + secret + all['X-Auth-Date'])
    .digest('hex');
  expect(all).toEqual({
    'X-Auth-Key': key,
    'X-Auth-Date': expect.any(String),
    Authorization: signed,
  });
  return 'three headers of one moment';
}

async function outcomeOf(run: Promise<unknown>, dead: Promise<void>): Promise<string> {
  const outcome = run.then(
    () => 'acknowledged',
    () => 'refused',
  );
  return Promise.race([outcome, dead.then(() => 'dead')]);
}

/** @returns how many calls it made. */
async function tryFault(useCase: UseCase, { fault, at, loses }: Blow, expected: Expected) {
  const browser = await prepared(useCase);
  const { ports, dead, calls } = faultyPorts(browser.ports, fault, at);

  const outcome = await outcomeOf(inTurn(ports, useCase.run), dead);
  if (loses === 'browser') Object.assign(browser, { session: {}, rules: [] });
  const again = await startedAgain(browser);

  const { drafts, replacements } = again.state;
  const isEmpty = drafts.length + replacements === 0;
  const isLost = useCase.mayLoseDrafts && isEmpty && (fault === 'fails' || loses === 'browser');
  const [before, after] = [expected.before, expected.after].map(({ state, force }) => {
    return { force, state: isLost ? { ...state, drafts: [], replacements: 0 } : state };
  });
  const where = `${fault} at call ${at}, ${outcome}, ${loses} gone`;
  const both = useCase.mayBeBoth && {
    force: expected.after.force,
    state: { ...expected.after.state, drafts: ['new'], binCount: 1 },
  };
  const fits = [before, after, both].filter(
    (each) => each && JSON.stringify(each.state) === JSON.stringify(again.state),
  );
  expect(fits.length, `${where}: ${JSON.stringify(again.state)}`).toBeGreaterThan(0);
  expect(
    fits.map((each) => each?.force),
    where,
  ).toContainEqual(again.force);
  if (outcome === 'acknowledged') expect(again.state, where).toEqual(after?.state);
  return calls();
}

interface Blow {
  readonly fault: Fault;
  readonly at: number;
  /** The background alone, or the browser with all that is only in its memory. */
  readonly loses: 'background' | 'browser';
}

interface Expected {
  readonly before: Awaited<ReturnType<typeof startedAgain>>;
  readonly after: Awaited<ReturnType<typeof startedAgain>>;
}

describe.each(Object.keys(USE_CASES))('%s', (name) => {
  // Cast: it is one of the keys.
  const useCase = USE_CASES[name] as UseCase;

  proves(
    ['F1', 'F2'],
    `${name} leaves the old state or the new one at every call`,
    async (tried) => {
      const untouched = await prepared(useCase);
      const done = await prepared(useCase);
      await inTurn(done.ports, useCase.run);
      const expected = { before: await startedAgain(untouched), after: await startedAgain(done) };

      for (const loses of ['background', 'browser'] as const) {
        for (const fault of FAULTS) {
          let at = 1;
          // Ends when the use case is done before the faulty call comes.
          while ((await tryFault(useCase, { fault, at, loses }, expected)) >= at) at += 1;
          tried(at);
        }
      }
    },
  );
});
