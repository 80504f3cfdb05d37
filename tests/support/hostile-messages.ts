/**
 * Messages that only look like ours: every honest one, with something in it changed that the
 * background must not let pass. All JSON, so that they can be posted in a browser as well.
 */
import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../src/domain/settings';
import type { Request, RequestOf } from '../../src/protocol/messages';
import { SANDBOX_ADMIN } from './drafts';

const HEADER = { headerNames: ['Authorization'], paths: ['/v1'], methods: ['GET'] } as const;
const { callers, strict, ownForms, ownPictures, allowCache, allowHttp, sites } = SANDBOX_ADMIN;
/** 32 bytes. */
const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const ANSWER = { slotId: 's', secret: SECRET };

/** One of each type, with every key that it can have: a missing one does not compile. */
const HONEST: { readonly [T in Request['type']]: Omit<RequestOf<T>, 'type'> } = {
  'state/read': {},
  'vault/create': { passphrase: 'correct horse battery staple' },
  'vault/unlock': { passphrase: 'correct horse battery staple' },
  'vault/lock': {},
  'vault/confirm': { passphrase: 'correct horse battery staple' },
  'vault/confirm-by-passkey': { answer: ANSWER },
  'vault/unlock-by-passkey': { answer: ANSWER, locks: 0 },
  'vault/change-passphrase': {
    passphrase: 'old',
    newPassphrase: 'new',
    passkeys: [ANSWER],
  },
  'vault/restore': { text: 'keybearer-vault' },
  'vault/start-over': { locked: true },
  'vault/export': {},
  'backup/make': { proof: { passphrase: 'p' }, filePassphrase: 'f' },
  'backup/saved': { madeAt: 1 },
  'backup/cancel': {},
  'backup/preview': { file: 'age-encryption.org/v1', filePassphrase: 'f' },
  'backup/restore': {
    file: 'age-encryption.org/v1',
    filePassphrase: 'f',
    how: { mode: 'replace', proof: { passkey: ANSWER } },
  },
  'passkey/add': {
    passphrase: 'p',
    name: 'n',
    passkey: { ...ANSWER, credentialId: 'c', prfInput: SECRET },
  },
  'passkey/remove': { passphrase: 'p', passkeys: [ANSWER] },
  'notice/dismiss': {},
  'news/dismiss': {},
  'unrevoked/dismiss': {},
  'draft/keep': { draft: SANDBOX_ADMIN },
  'draft/clear': { key: 'new' },
  'draft/discard': { key: 'new' },
  'draft/read': { key: 'new' },
  'replacement/keep': { profileId: 'p', revision: 1, headerId: 'h', value: 'v' },
  'replacement/discard': { headerId: 'h' },
  'replacement/check': { profileId: 'p', headerId: 'h', value: 'v' },
  'header/facts': { headerId: 'h' },
  'credential/shown': { headerId: 'h' },
  'header/copy': { origin: 'https://api.test', headerId: 'h' },
  'header/curl': { origin: 'https://api.test', url: 'https://api.test/v1', method: 'GET' },
  'sign-in/begin': { headerId: 'h' },
  'sign-in/proceed': { headerId: 'h', address: 'https://auth.test/done?code=c' },
  'sign-in/cancel': { headerId: 'h' },
  'sign-out': { headerId: 'h' },
  'manager/show': { hash: '#/settings', isPrivate: false },
  'login/try': { login: { schemeId: 'login-token', fields: { url: 'https://api.test/login' } } },
  'issuer/look-up': { issuer: 'https://auth.test' },
  'site/find-sign-in': { url: 'https://api.test/v1' },
  'settings/change': {
    settings: { paused: true, autoLockMinutes: 5, lockWithComputer: true, observes: false },
  },
  'profile/save': { profile: SANDBOX_ADMIN, pick: true },
  'token/renew': { headerId: 'h' },
  'profile/remove': { profileIds: ['p'] },
  'profile/colour': { profileIds: ['p'], colour: 'red' },
  'bin/undo': { ids: ['b'] },
  'bin/restore': { id: 'b' },
  'bin/delete': { ids: ['b'] },
  'bin/empty': {},
  'bin/list': {},
  'profile/duplicate': { profileId: 'p', name: 'Ada copy' },
  'profile/add-site': { profileId: 'p', origin: 'https://api.test:8443' },
  'profile/add-caller': { profileId: 'p', caller: 'https://app.test' },
  'call/decline': { caller: 'https://app.test', site: 'https://api.test' },
  'widening/keep': { profileId: 'p' },
  'widening/remove': { profileId: 'p' },
  'credential/replace': {
    profileId: 'p',
    revision: 1,
    headerId: 'h',
    value: 'v',
    accepted: ['jwt-expired'],
  },
  'credential/confirm': { profileId: 'p', headerId: 'h' },
  'credential/go-back': { profileId: 'p', headerId: 'h' },
  'clock/confirm': { origin: 'https://api.gluwa.test', offsetMs: 900_000 },
  'activity/clear': {},
  'import/save': { profiles: [SANDBOX_ADMIN], pick: true },
  'import/keep': { review: { files: ['modheader.json'], ticks: { 3: false } } },
  'import/forget': {},
  'import/review': { drafts: [SANDBOX_ADMIN] },
  'import/kept': {},
  'activity/look': {},
  'tab/use': { tabId: 7 },
  'page/offers': { page: 'https://app.test', tabId: 7 },
  'host/unicode': { host: 'xn--bcher-kva.example' },
  'diagnosis/explain': {
    question: {
      url: 'https://api.test/v1',
      way: 'script',
      method: 'GET',
      page: 'https://app.test',
    },
  },
  'test/run': { url: 'https://api.test/v1', method: 'HEAD' },
  'share/make': { profileIds: ['p'], notes: false },
  'share/review': { text: '{}' },
  'share/import': {
    text: '{}',
    digest: 'd',
    profiles: [
      { at: 0, name: 'n', headers: [{ fields: { password: 'p' }, accepted: ['secret-short'] }] },
    ],
    pick: false,
  },
  'pick/set': { origin: 'https://api.gluwa.test', profileId: null },
  'pick/extra': { origin: 'https://api.gluwa.test', profileId: 'p', isOn: true },
  'pick/extras-alone': { origin: 'https://api.gluwa.test' },
  'pick/end': { origin: 'https://api.test', end: 'minutes30' },
  'pick/end-seen': { origin: 'https://api.test' },
  'pick/many': { profileIds: ['p'], isPicked: true },
  'pick/arm': { origin: 'https://api.test', profileId: 'p' },
  'pick/disarm': { origin: 'https://api.test', profileId: 'p' },
  'pick/everywhere': { profileId: 'p' },
  'pick/in-tab': { origin: 'https://api.gluwa.test', tabId: 1, profileId: 'p' },
  'pick/end-in-tab': { origin: 'https://api.gluwa.test', tabId: 1 },
  'tab-picks/dismiss': {},
  'credential/check': { schemeId: 'basic', fields: { username: 'u' } },
  'profile/preview': {
    draft: {
      sites,
      headers: [HEADER],
      callers,
      strict,
      ownForms,
      ownPictures,
      allowCache,
      allowHttp,
    },
  },
};

export const HONEST_MESSAGES: readonly Request[] = Object.entries(HONEST).map(
  // Cast: each content has the type that its key names.
  ([type, content]) => ({ type, ...content }) as Request,
);

/** A message or a part of one. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Place = readonly (string | number)[];

/** Their keys are the scheme's, or positions: each may be left out, and another one is honest. */
const FREE = ['fields', 'ticks'];
/** May be left out. */
const OPTIONAL = new Set(['address', 'value', ...Object.keys(DEFAULT_SETTINGS)]);

const HONEST_TEXTS = new Set(HONEST_MESSAGES.map((message) => JSON.stringify(message)));

const OF_FILES = new Set<string>([
  'vault/restore',
  'share/review',
  'share/import',
  'backup/preview',
  'backup/restore',
]);

/** Values of a type that no part of our messages has. */
const foreignValues: fc.Arbitrary<Json> = fc.oneof(
  fc.constant({ toString: 1, valueOf: null }),
  fc.constant([[[[[[[[[[[]]]]]]]]]]]),
  fc.constant({ length: { constructor: 1 } }),
  fc.constant('x'.repeat(64 * 1024 + 1)),
  fc.integer({ min: 20, max: 60 }).map(nested),
  // Longer than any list of ours may be, and without text.
  fc.integer({ min: 101, max: 300 }).map((length) => Array.from({ length }, () => 0)),
);

const addedKeys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'id2',
  'sender',
  '',
);

const whole: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, '', 'vault/lock', [], {}, [{ type: 'vault/lock' }]),
  fc
    .constantFrom('toString', '__proto__', 'constructor', 'vault/', 'VAULT/LOCK', 'state/read ')
    .map((type) => ({ type })),
  fc.constantFrom(['vault/lock'], { type: 'vault/lock' }, null, 0).map((type) => ({ type })),
  fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text)),
);

const changed: fc.Arbitrary<unknown> = fc
  // The text of a file may be longer than any other, and a file may have many profiles.
  .constantFrom(...HONEST_MESSAGES.filter(({ type }) => !OF_FILES.has(type)))
  // Cast: our messages are JSON.
  .map((message) => message as unknown as Json)
  .chain((message) => {
    const places = placesIn(message);
    const objects = [[], ...places].filter((place) => isClosedObject(at(message, place), place));
    return fc.oneof(
      fc
        .tuple(fc.constantFrom(...places), foreignValues)
        .map(([place, value]) => withValue(message, place, value)),
      fc
        .tuple(fc.constantFrom(...objects), addedKeys, fc.constantFrom<Json>('x', null, {}, []))
        .map(([place, key, value]) => withValue(message, [...place, key], value)),
      // A message that had only its type then is none at all.
      fc
        .constantFrom<Place>(['type'], ...places.filter(isRequired))
        .map((place) => withValue(message, place, undefined)),
    );
  });

/** The same ones in every run: a failure can be repeated. */
export function hostileMessages(count: number): unknown[] {
  const messages = fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: whole });
  const isHostile = (message: unknown) => !HONEST_TEXTS.has(JSON.stringify(message));
  return fc.sample(messages.filter(isHostile), { numRuns: count, seed: 9 });
}

function nested(depth: number): Json {
  return depth === 0 ? 'deep' : { a: nested(depth - 1) };
}

function placesIn(value: Json, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...place, Array.isArray(value) ? Number(key) : key];
    return [here, ...placesIn(child, here)];
  });
}

function isClosedObject(value: Json | undefined, place: Place): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !FREE.includes(String(place.at(-1)));
}

function isRequired(place: Place): boolean {
  if (OPTIONAL.has(String(place.at(-1)))) return false;
  const isInFree = FREE.includes(String(place.at(-2)));
  return (!isInFree && place.at(-1) !== 'fields') || place.length === 1;
}

function at(value: Json, [key, ...rest]: Place): Json | undefined {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  // Cast: places come from `placesIn`.
  const child = (value as Readonly<Record<string | number, Json>>)[key];
  return child === undefined ? undefined : at(child, rest);
}

/** @param replacement - Undefined takes the key away; of a list, leaves a hole that JSON makes null. */
function withValue(value: Json, [key, ...rest]: Place, replacement: Json | undefined): Json {
  if (key === undefined) return replacement ?? null;
  // Defined, not assigned: `__proto__` has to become a key like any other.
  const copy: Json = JSON.parse(JSON.stringify(value));
  if (typeof copy !== 'object' || copy === null) return copy;
  const before = Object.hasOwn(copy, key) ? at(copy, [key]) : undefined;
  const after = rest.length > 0 ? withValue(before ?? null, rest, replacement) : replacement;
  if (after === undefined && !Array.isArray(copy)) Reflect.deleteProperty(copy, key);
  else {
    Object.defineProperty(copy, key, {
      value: after ?? null,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}
