/**
 * The start of a test about later steps: a vault and profiles, made by the messages that
 * the forms send. The forms have tests of their own.
 */
import { vi } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import type { CredentialField } from '../../src/domain/credential';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Command, Reply, Request } from '../../src/protocol/messages';
import { schemes } from '../../src/schemes';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { click, type MessageKey, words } from '../lab/pages/controls.mjs';
import type { HeaderInput, NewProfile } from '../lab/pages/profile-form.mjs';
import { BLANK } from '../support/drafts';
import {
  GLUWA,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
  type WorldOptions,
} from './harness';

/** The content of a filled form; colours do not matter in these tests. */
type Prepared = Omit<NewProfile, 'colour'>;

/** A world in use: a vault, a profile in force on Gluwa's stand-in, and a page of that in front. */
export async function openWorldInUse(
  profile: Prepared = PROFILES.apiKey,
  options: WorldOptions = {},
): Promise<{ readonly world: World; readonly page: LabPage }> {
  const world = await openWorld(options);
  const page = await world.browser.newPage(`${GLUWA}/blank`);
  await world.browser.allowHost(`${GLUWA}/*`);
  await prepareVault(world, profile);
  await untilInForce(world, GLUWA);
  await page.bringToFront();
  return { world, page };
}

/**
 * Each profile is picked on its sites unless it says otherwise. The browser has to let us work there:
 * see `LabBrowser.allowHost`.
 */
export async function prepareVault(world: World, ...profiles: readonly Prepared[]) {
  await prepare(world, [{ type: 'vault/create', passphrase: PASSPHRASE }], profiles);
}

/** The same for a vault that is there. */
export async function prepareProfile(world: World, profile: Prepared): Promise<void> {
  await prepare(world, [], [profile]);
}

async function prepare(
  world: World,
  commands: readonly Command[],
  profiles: readonly Prepared[],
): Promise<void> {
  const manager = await world.keybearer.openManager('#/about');
  for (const command of commands) await done(manager, command);
  const places = new Set(profiles.flatMap(placesOf));
  if (places.size > 0) await requestPermission(world, manager, [...places]);
  for (const profile of profiles) {
    const { use: pick = true } = profile;
    await done(manager, { type: 'profile/save', profile: draftFrom(profile), pick });
  }
  await manager.close();
}

/** Sends from a page of ours: the background listens to no other. */
export function sendFrom(manager: LabPage, request: Request): Promise<Reply> {
  return manager.evaluate(
    // Cast: only our background answers.
    (message) => chrome.runtime.sendMessage(message) as Promise<Reply>,
    request,
  );
}

/**
 * Unlocks, resumes and allows again what a failed test has left otherwise, so that those after it do not
 * fail as well.
 *
 * @param places - Patterns.
 */
export async function mendUse(world: World, ...places: readonly string[]): Promise<void> {
  const manager = await world.keybearer.openManager('#/about');
  const { state } = await sendFrom(manager, { type: 'state/read' });
  if (state?.vault === 'locked') {
    await done(manager, { type: 'vault/unlock', passphrase: PASSPHRASE });
  }
  await done(manager, { type: 'settings/change', settings: { paused: false } });
  for (const place of places) await world.browser.allowHost(place);
  if (places.length > 0) await requestPermission(world, manager, places);
  await manager.close();
}

async function done(manager: LabPage, command: Command): Promise<void> {
  const reply = await sendFrom(manager, command);
  if (!reply.ok) throw new Error(`${command.type}: ${JSON.stringify(reply.failure)}`);
}

/**
 * Requests permissions at a click, as a form does.
 *
 * @param origins - Patterns.
 */
export async function requestPermission(
  { browser }: World,
  manager: LabPage,
  origins: readonly string[],
): Promise<void> {
  await manager.evaluate((wanted) => {
    // Cast: of our page, where there is no type for it.
    const { permissions } = chrome as unknown as { permissions: { request(asked: object): void } };
    const allow = document.createElement('button');
    allow.id = 'allow-all';
    allow.textContent = 'Allow all';
    allow.addEventListener('click', () => permissions.request({ origins: wanted }));
    document.body.prepend(allow);
  }, origins);
  await manager.bringToFront();
  await click(manager, '#allow-all');
  await vi.waitFor(async () => {
    const isThere = await browser.inBackground(
      (wanted) => chrome.permissions.contains({ origins: wanted }),
      origins,
    );
    if (!isThere) throw new Error(`Not allowed: ${origins.join()}`);
  }, PATIENT);
  await manager.evaluate(() => document.querySelector('#allow-all')?.remove());
}

/** Patterns know no ports. */
function placesOf({ site, moreSites = [], callers = '' }: Prepared): string[] {
  const places = [site, ...moreSites.map((more) => more.site), ...wordsOf(callers)];
  return places.map((place) => {
    const { protocol, hostname } = new URL(place);
    return `${protocol}//${hostname}/*`;
  });
}

/** The draft that the form would send. */
function draftFrom(profile: Prepared): ProfileDraft {
  const {
    name,
    note = '',
    callers = '',
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp,
    isExtra,
    readPaths,
  } = profile;
  const sites = [profile, ...(profile.moreSites ?? [])];
  return {
    ...BLANK,
    name,
    note,
    sites: sites.map(({ site, path = '' }) => ({ url: site, path })),
    headers: [profile, ...(profile.moreHeaders ?? [])].map(headerFrom),
    callers: wordsOf(callers),
    strict: strict ?? false,
    ownForms: ownForms ?? false,
    ownPictures: ownPictures ?? false,
    allowCache: allowCache ?? false,
    allowHttp: allowHttp ?? false,
    ...(isExtra && { isExtra }),
    ...(readPaths !== undefined && { production: { readPaths: wordsOf(readPaths) } }),
  };
}

function headerFrom({ scheme, fields, paths = '', methods = [] }: HeaderInput) {
  const found = schemes.find(({ id }) => words(keyOf('scheme', id)) === scheme);
  if (!found) throw new Error(`There is no scheme ${scheme}.`);
  const named = Object.entries(fields).map(([label, value]) => {
    const field = found.fields.find(({ name }) => {
      const said = words(keyOf('field', found.id, name));
      return label === said || label === words('fieldOptional', said);
    });
    if (!field) throw new Error(`${scheme} has no field ${label}.`);
    return [field.name, optionOf(found.id, field, value)] as const;
  });
  const filledIn = found.fields.map(({ name, initial = '' }) => [name, initial] as const);
  return {
    schemeId: found.id,
    fields: Object.fromEntries([...filledIn, ...named]),
    paths: wordsOf(paths),
    // Cast: the names that the form shows are the methods themselves.
    methods: methods as ProfileDraft['headers'][number]['methods'],
  };
}

/** The form shows an option by its text, or by its name if it has none. */
function optionOf(schemeId: string, field: CredentialField, shown: string): string {
  if (field.kind !== 'choice') return shown;
  // Cast: a key that does not exist finds nothing.
  const texts = messages as Readonly<Record<string, { readonly message: string }>>;
  const key = (option: string) => keyOf('option', schemeId, field.name, option);
  return field.options?.find((option) => texts[key(option)]?.message === shown) ?? shown;
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Cast: a key that does not exist finds no words, and throws. */
function keyOf(...parts: readonly string[]): MessageKey {
  return parts.join('_').replaceAll('-', '_') as MessageKey;
}
