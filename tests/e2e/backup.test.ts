/**
 * Backups in the real browser, by the messages that the pages send: the worker and its page, Debian's
 * `age` and `jq` over the file, and the refusals. `backup-pages.test.ts` has the pages.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { MadeBackup, PreviewedBackup, Restoring } from '../../src/domain/backup';
import type { HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import type { Reply } from '../../src/protocol/messages';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { LAB_SECRETS } from '../lab/canary/lab-secrets.mjs';
import { describeHit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { runAge, runJq } from '../lab/debian/age.mjs';
import { describeTool } from '../lab/debian/describe-server.mjs';
import { type MessageKey, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  GEONODE,
  GLUWA,
  IXO,
  open,
  openWorld,
  PASSPHRASE,
  PROFILES,
  type World,
} from './harness';
import { prepareVault, sendFrom } from './prepared';
import { storedContents } from './stored-contents';

const isFirefox = inject('browser') === 'firefox';
const QUIET_PAGE = 'src/background/clipboard.html';
const FILE_PASSPHRASE = 'canary of a file: d41c77e0';
const proof = { passphrase: PASSPHRASE };
const REPLACE: Restoring = { mode: 'replace', proof };
const MERGE: Restoring = { mode: 'merge' };

let world: World;
let sender: LabPage;
let folder: string;
/** A backup of the vault that `beforeAll` makes. */
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keybearer-backup-'));
  world = await openWorld();
  for (const site of [GEONODE, GLUWA, IXO]) await world.browser.allowHost(`${site}/*`);
  await prepareVault(world, PROFILES.geonode, PROFILES.ethereum, PROFILES.ixoKey);
  // A page of ours that does not load anew when the vault is locked.
  sender = await world.browser.newPage(`${world.browser.extensionOrigin}/${QUIET_PAGE}`);
  file = await make();
});

afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Cast: only our background answers, with the answer to this query. */
const ask = <T>(request: Parameters<typeof sendFrom>[1]) =>
  sendFrom(sender, request) as unknown as Promise<T>;

async function make(): Promise<string> {
  const began = performance.now();
  const made = await ask<MadeBackup>({
    type: 'backup/make',
    proof,
    filePassphrase: FILE_PASSPHRASE,
  });
  console.info(`a backup is made in ${Math.round(performance.now() - began)} ms`);
  if (!made.ok) throw new Error(made.failure.code);
  expect(made.name).toMatch(/^keybearer-backup-\d{4}-\d\d-\d\d\.age$/);
  return made.file;
}

const preview = (text: string, filePassphrase = FILE_PASSPHRASE) =>
  ask<PreviewedBackup>({ type: 'backup/preview', file: text, filePassphrase });

const restore = (text: string, how: Restoring, filePassphrase = FILE_PASSPHRASE): Promise<Reply> =>
  sendFrom(sender, { type: 'backup/restore', file: text, filePassphrase, how });

async function codeOf(text: string, filePassphrase?: string): Promise<string> {
  const answer = await preview(text, filePassphrase);
  return answer.ok ? 'opened' : answer.failure.code;
}

async function wipe(): Promise<void> {
  await sendFrom(sender, { type: 'vault/lock' });
  await sendFrom(sender, { type: 'vault/start-over', locked: true });
  await sendFrom(sender, { type: 'vault/create', passphrase: PASSPHRASE });
}

async function currentContent() {
  const [content] = await storedContents(world, PASSPHRASE);
  if (!content) throw new Error('no vault');
  return content;
}

it('makes an equal vault after everything is wiped, with the headers in force', async () => {
  const before = await currentContent();
  await wipe();

  const reply = await restore(file, REPLACE);

  expect(reply.ok).toBe(true);
  const { profiles, sitePicks, pickTimes, settings } = await currentContent();
  expect({ profiles, sitePicks, pickTimes, settings }).toEqual({
    profiles: before.profiles,
    sitePicks: before.sitePicks,
    pickTimes: before.pickTimes,
    settings: before.settings,
  });
  const page = await world.browser.newPage(`${IXO}/blank`);
  const mark = world.lab.log.mark();
  await open(page, `${IXO}/v1/networks`);
  expect(arrivals(world, `${IXO}/v1/networks`, mark)[0]?.apiKey).toBeDefined();
  await page.close();
});

it('changes nothing the second time', async () => {
  const before = await currentContent();

  expect((await restore(file, MERGE)).ok).toBe(true);
  expect((await currentContent()).profiles).toEqual(before.profiles);
  const answer = await preview(file);
  expect(answer.ok && answer.preview.profiles.every(({ isThere }) => isThere)).toBe(true);
});

proves('T25', 'a backup asks for the passphrase although the vault is open', async (tried) => {
  await sendFrom(sender, { type: 'vault/confirm', passphrase: PASSPHRASE });
  for (const passphrase of ['', 'another long passphrase']) {
    const answer = await ask<MadeBackup>({
      type: 'backup/make',
      proof: { passphrase },
      filePassphrase: FILE_PASSPHRASE,
    });

    expect(answer).toMatchObject({ ok: false, failure: { code: 'passphrase-wrong' } });
    tried();
  }
});

it('tells four files that it cannot restore apart, each by a sentence', async () => {
  const damaged = file.replace(
    /^(.{300})(.)/s,
    (_, start, letter) => `${start}${letter === 'A' ? 'B' : 'A'}`,
  );
  const wrong = await codeOf(file, 'another long passphrase');

  expect(wrong).toBe('backup-wrong-passphrase');
  expect(await codeOf(`${file.slice(0, -120)}\n`)).toBe('backup-damaged');
  expect(['backup-damaged', 'backup-wrong-passphrase']).toContain(await codeOf(damaged));
  expect(await codeOf('{"version":1}')).toBe('backup-foreign');
  const sentences = (['wrong_passphrase', 'damaged', 'foreign', 'newer'] as const).map((code) =>
    words(`error_backup_${code}` satisfies MessageKey),
  );
  expect(new Set(sentences).size).toBe(4);
});

proves('T14', 'a lock in the middle ends it, and leaves no page and no worker', async (tried) => {
  for (const request of [
    { type: 'backup/make', proof, filePassphrase: FILE_PASSPHRASE },
    { type: 'backup/preview', file, filePassphrase: FILE_PASSPHRASE },
    { type: 'backup/restore', file, filePassphrase: FILE_PASSPHRASE, how: REPLACE },
  ] as const) {
    const began = performance.now();
    const [answer, , ms] = await sender.evaluate(async (message) => {
      const working = chrome.runtime.sendMessage(message);
      // The first key derivation is over, and that of the file is under way.
      await new Promise((resolve) =>
        setTimeout(resolve, message.type === 'backup/make' ? 1_200 : 400),
      );
      const at = performance.now();
      const locked = await chrome.runtime.sendMessage({ type: 'vault/lock' });
      return [await working, locked, performance.now() - at] as const;
    }, request);

    console.info(
      `${request.type}: locked within ${Math.round(ms)} ms of ${Math.round(performance.now() - began)}`,
    );
    expect(answer).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/lock/) } });
    expect(await offscreenPages()).toEqual([]);
    await sendFrom(sender, { type: 'vault/unlock', passphrase: PASSPHRASE });
    tried();
  }
});

it('leaves no page open after a backup', async () => {
  expect(await offscreenPages()).toEqual([]);
});

/** Firefox has none: its worker belongs to the event page. */
async function offscreenPages(): Promise<readonly number[]> {
  if (isFirefox) return [];
  return world.browser.inBackground(async () => {
    const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    return contexts.map(({ tabId }) => tabId);
  });
}

describeTool('age', 'Debian’s age', () => {
  it('opens a backup, and jq reads it', async () => {
    const [closed, clear] = [join(folder, 'made.age'), join(folder, 'made.json')];
    await writeFile(closed, file);

    await runAge(['-d', '-o', clear, closed], [FILE_PASSPHRASE]);

    const json = await readFile(clear, 'utf8');
    const names = runJq('[."keybearer-backup", (.profiles[] | .name)]', json);
    expect(JSON.parse(names)).toEqual([
      1,
      PROFILES.geonode.name,
      PROFILES.ethereum.name,
      PROFILES.ixoKey.name,
    ]);
    const secret = runJq('.profiles[0].headers[0].fields | keys', json);
    expect(JSON.parse(secret)).toEqual(['password', 'username']);
  });

  it.each([
    ['armored', ['-a']],
    ['in bytes', []],
  ])('makes a backup of documented JSON, %s, that restores', async (_, options) => {
    const documented = await documentedBackup();
    const [clear, closed] = [join(folder, 'own.json'), join(folder, `own${options.length}.age`)];
    await writeFile(clear, documented);
    await runAge(['-p', ...options, '-o', closed, clear], [FILE_PASSPHRASE, FILE_PASSPHRASE]);
    const bytes = await readFile(closed);
    const text = options.length > 0 ? bytes.toString() : bytes.toString('base64');
    await wipe();

    expect((await restore(text, MERGE)).ok).toBe(true);

    const { profiles } = await currentContent();
    expect(profiles.map(({ name }) => name)).toEqual(['Billing, production']);
  });

  it('makes a file of a later version, and of another program', async () => {
    const codes: string[] = [];
    for (const [index, json] of ['{"keybearer-backup":2}', '{"logins":[]}'].entries()) {
      const [clear, closed] = [join(folder, `${index}.json`), join(folder, `${index}.age`)];
      await writeFile(clear, json);
      await runAge(['-p', '-a', '-o', closed, clear], [FILE_PASSPHRASE, FILE_PASSPHRASE]);
      codes.push(await codeOf(await readFile(closed, 'utf8')));
    }

    expect(codes).toEqual(['backup-newer', 'backup-foreign']);
  });
});

/** The example of docs/backup.md. */
async function documentedBackup(): Promise<string> {
  const document = await readFile('docs/backup.md', 'utf8');
  const [, json = ''] = /```json\n(.*?)```/s.exec(document) ?? [];
  return json;
}

it('restores 5,000 profiles', async () => {
  const profiles = Array.from({ length: 5_000 }, (_, index) => manyProfile(index));
  const [first] = (await currentContent()).profiles;
  const text = await withProfiles(profiles);
  await wipe();

  const began = performance.now();
  expect((await restore(text, REPLACE)).ok).toBe(true);

  console.info(`5,000 profiles are restored in ${Math.round(performance.now() - began)} ms`);
  expect((await currentContent()).profiles).toHaveLength(5_000);
  expect(first).toBeDefined();
  const again = await make();
  console.info(`the file of 5,000 profiles has ${again.length} characters`);
});

function manyProfile(index: number): Profile {
  return {
    id: crypto.randomUUID() as ProfileId,
    revision: 1,
    name: `Profile ${index}`,
    colour: 'grey',
    note: '',
    sites: [{ origin: `https://site-${index}.many.test` as Origin, path: '/' as PathScope }],
    headers: [
      {
        id: crypto.randomUUID() as HeaderSpecId,
        schemeId: 'basic',
        credential: { username: `user ${index}`, password: 'secret' },
        paths: [],
        methods: [],
      },
    ],
    callers: [],
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}

/** A file as the product makes it, by its own code. */
async function withProfiles(profiles: readonly Profile[]): Promise<string> {
  const { encodeBackup } = await import('../../src/backup/encode-backup');
  const { encryptText } = await import('../../src/backup/age');
  const { findScheme } = await import('../../src/schemes');
  const content = { ...(await currentContent()), profiles, sitePicks: {} };
  const fieldsOf = (id: string, credential: unknown) => findScheme(id).fieldsOf(credential);
  return encryptText(encodeBackup(content, Date.now(), fieldsOf), FILE_PASSPHRASE);
}

proves('T7', 'no secret of a backup or a restore is in the browser’s files', async (tried) => {
  const canaries = { ...LAB_SECRETS, PASSPHRASE, FILE_PASSPHRASE, json: 'keybearer-backup":1' };

  const hits = scanProfile(world.browser.profileDir, canaries);

  expect(hits.map(describeHit)).toEqual([]);
  tried(Object.keys(canaries).length);
});
