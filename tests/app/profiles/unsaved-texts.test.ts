/** Sealed forms and typed secrets: none outlives its end, and none that is still unsaved is lost. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteFromBin, emptyBin } from '../../../src/app/bin/delete-from-bin';
import { discardDraft } from '../../../src/app/bin/discard-draft';
import { createVault } from '../../../src/app/keys/create-vault';
import { exportCopies } from '../../../src/app/keys/recover';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { keepDraft } from '../../../src/app/profiles/kept-drafts';
import { keepReplacement } from '../../../src/app/profiles/kept-replacements';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { replaceCredential } from '../../../src/app/profiles/replace-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { EMPTY_SESSION } from '../../../src/app/session';
import { turnsOn } from '../../../src/app/turns';
import { openVault } from '../../../src/app/vault/open-vault';
import { REPLACEMENT_ENDS_MS } from '../../../src/domain/replacement';
import { decodeEnvelope } from '../../../src/vault/envelope';
import { openContent } from '../../../src/vault/vault';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { FAULTS, faultyPorts, portsAround } from '../../support/faulty-ports';
import { inTurn } from '../../support/in-turn';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const TYPED = 'typed-secret';
const FORM = {
  ...SANDBOX_ADMIN,
  headers: [
    {
      schemeId: 'basic',
      fields: { username: 'abcd', password: TYPED },
      paths: [],
      methods: [],
    },
  ],
};

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, PASSPHRASE);
});

async function saved() {
  const { content } = await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
  const [profile] = content.profiles;
  const [header] = profile?.headers ?? [];
  if (!profile || !header) throw new Error('no profile');
  return { profileId: profile.id, revision: profile.revision, headerId: header.id };
}

async function sealedReplacement() {
  const header = await saved();
  await keepReplacement(browser.ports, { ...header, value: TYPED });
  await lockAndUnlock();
  return header;
}

async function sealedForm(): Promise<void> {
  await keepDraft(browser.ports, FORM);
  await lockAndUnlock();
}

async function lockAndUnlock(): Promise<void> {
  await lock(browser.ports);
  await unlock(browser.ports, PASSPHRASE);
}

async function opensTo(texts: readonly (string | undefined)[]): Promise<string> {
  const { dataKey } = await openVault(browser.ports);
  const there = texts.filter((text) => text !== undefined);
  const contents = there.map((text) => openContent(decodeEnvelope(text), dataKey));
  return (await Promise.all(contents)).join('\n');
}

/** Every stored text and the session. */
async function everything(): Promise<string> {
  const { storage, database, session } = browser;
  const texts = [storage.current, storage.before, database.current, database.before];
  return `${await opensTo(texts)}\n${JSON.stringify(session)}`;
}

const savedCopy = async () => opensTo(await exportCopies(browser.ports));

function copyOf({ storage, database, session, rules, now }: FakeBrowser): FakeBrowser {
  return Object.assign(fakeBrowser(), structuredClone({ storage, database, session, rules, now }));
}

describe('no stored text has', () => {
  proves('T28', 'a secret typed in the popup that was saved and deleted now', async (tried) => {
    const header = await sealedReplacement();
    await replaceCredential(browser.ports, { ...header, accepted: [] });
    const { content } = await removeProfiles(browser.ports, { profileIds: [header.profileId] });
    expect(await everything()).toContain(TYPED);

    const ids = content.bin.map(({ id }) => id);
    await deleteFromBin(browser.ports, ids);

    expect(await everything()).not.toContain(TYPED);
    tried();
  });

  proves('T28', 'a secret typed in the popup for a header that is deleted now', async (tried) => {
    const { profileId } = await sealedReplacement();
    await removeProfiles(browser.ports, { profileIds: [profileId] });

    await emptyBin(browser.ports);

    expect(await everything()).not.toContain(TYPED);
    tried();
  });

  proves('T28', 'a form that was discarded and deleted now', async (tried) => {
    await sealedForm();
    await discardDraft(browser.ports, 'new');
    expect(await everything()).toContain(TYPED);

    await emptyBin(browser.ports);

    expect(await everything()).not.toContain(TYPED);
    tried();
  });

  it('a form that was not worth the bin any more when it was discarded', async () => {
    const { profileId: id, revision, headerId } = await saved();
    const kept = { id: headerId, schemeId: 'basic', paths: [], methods: [] };
    const typed = { ...kept, fields: { username: 'abcd', password: TYPED } };
    await keepDraft(browser.ports, { ...SANDBOX_ADMIN, id, revision, headers: [typed] });
    await lockAndUnlock();
    await keepDraft(browser.ports, { ...SANDBOX_ADMIN, id, revision, headers: [kept] });
    await discardDraft(browser.ports, id);

    await emptyBin(browser.ports);

    expect(await everything()).not.toContain(TYPED);
  });
});

describe('a saved copy has', () => {
  proves('T28', 'no typed secret whose ten minutes are over', async (tried) => {
    await sealedReplacement();
    browser.now += REPLACEMENT_ENDS_MS;

    expect(await savedCopy()).not.toContain(TYPED);
    tried();
  });

  it('no typed secret of a profile that is in the bin', async () => {
    const { profileId } = await sealedReplacement();
    await removeProfiles(browser.ports, { profileIds: [profileId] });

    expect(await savedCopy()).not.toContain(TYPED);
  });

  it('no form that was discarded and deleted now', async () => {
    await sealedForm();
    await discardDraft(browser.ports, 'new');
    await emptyBin(browser.ports);

    expect(await savedCopy()).not.toContain(TYPED);
  });

  it('a form and a typed secret that are still unsaved', async () => {
    await keepReplacement(browser.ports, { ...(await saved()), value: 'in-the-popup' });
    await keepDraft(browser.ports, FORM);

    const copy = await savedCopy();
    expect(copy).toContain('in-the-popup');
    expect(copy).toContain(TYPED);
  });

  it('the sealed forms if a lock empties the session meanwhile', async () => {
    await sealedForm();
    const { session } = browser.ports;
    const readNow = async () => EMPTY_SESSION;
    const texts = await exportCopies({ ...browser.ports, session: { ...session, readNow } });

    expect(await opensTo(texts)).toContain(TYPED);
  });
});

describe('Empty bin keeps', () => {
  it('a typed secret of a profile that stays, and of one that is still in the bin', async () => {
    const { profileId } = await sealedReplacement();
    await emptyBin(browser.ports);
    await lockAndUnlock();
    expect(JSON.stringify(browser.session)).toContain(TYPED);

    const { content } = await removeProfiles(browser.ports, { profileIds: [profileId] });
    await keepDraft(browser.ports, { ...SANDBOX_ADMIN, name: 'other' });
    await discardDraft(browser.ports, 'new');
    const other = (await openVault(browser.ports)).content.bin.slice(content.bin.length);
    await deleteFromBin(
      browser.ports,
      other.map(({ id }) => id),
    );

    expect(JSON.stringify(browser.session)).toContain(TYPED);
  });

  proves('F1', 'an unsaved form, whenever the background or the browser ends', async (tried) => {
    await sealedForm();
    const made = copyOf(browser);
    for (const loses of ['background', 'browser'] as const) {
      for (const fault of FAULTS) {
        for (let at = 1, calls = at; calls >= at; at += 1) {
          browser = copyOf(made);
          const faulty = faultyPorts(browser.ports, fault, at);
          await Promise.race([inTurn(faulty.ports, emptyBin).catch(() => {}), faulty.dead]);
          calls = faulty.calls();
          if (loses === 'browser') Object.assign(browser, { session: {}, rules: [] });

          await lockAndUnlock();

          const left = JSON.stringify(browser.session.drafts);
          expect(left, `${fault} at ${at}, ${loses} gone`).toContain(TYPED);
          tried();
        }
      }
    }
  });

  proves('F1', 'an unsaved form, whenever a lock overtakes it', async (tried) => {
    await keepDraft(browser.ports, FORM);
    const made = copyOf(browser);
    for (let at = 1, calls = at; calls >= at; at += 1) {
      browser = copyOf(made);
      const { ports } = browser;
      calls = 0;
      let locking: Promise<unknown> | undefined;
      const turns = turnsOn(
        portsAround(ports, (call) => (...args) => {
          calls += 1;
          if (calls === at) locking ??= turns.takeNow(() => lock(ports));
          return call(...args);
        }),
        async () => {},
      );
      await turns.take(emptyBin).catch(() => {});
      await locking;
      await unlock(ports, PASSPHRASE);

      expect(JSON.stringify(browser.session.drafts), `lock at ${at}`).toContain(TYPED);
      tried();
    }
  });
});
