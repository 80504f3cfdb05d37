/**
 * Describes the answer of a login without its values: a user who tries a login needs to know where the
 * token is, and no page needs the token. Pure.
 *
 * A name can be a secret too, such as a map from session ids to sessions: such a name and all below it
 * have no place.
 */
import { isMadeOfWords, isReadable } from '../../domain/mask-address';
import type { LifeSize, LoginMember, MemberKind, MemberUse } from '../../domain/tried-login';
import { readJwt } from '../jwt/read-jwt';
import { lifeOf } from './token-end';
import type { AnsweredValues } from './token-place';

const MEMBERS_AT_MOST = 60;
const DEPTH_AT_MOST = 6;
/** The entries of a list are alike. */
const ENTRIES_AT_MOST = 2;
const NAME_AT_MOST = 64;

interface Answered extends AnsweredValues {
  /** By our clock, milliseconds since the Unix epoch. */
  readonly answeredAt: number;
}

export interface AnswerShape {
  readonly members: readonly LoginMember[];
  readonly isCut: boolean;
}

/** @param secrets - Of the request, in each spelling: no place contains one. */
export function shapeOf(answer: Answered, secrets: readonly string[]): AnswerShape {
  const texts = secretTextsIn(answer.json).concat([...answer.headers.values()].filter(isLong));
  const hidden = [...secrets.filter((secret) => secret !== ''), ...texts];
  const isShown = (name: string) =>
    isPlainName(name) && !hidden.some((each) => name.includes(each));
  const members: LoginMember[] = [];
  let isCut = false;

  function add(value: unknown, place: string | undefined, depth: number): void {
    if (members.length >= MEMBERS_AT_MOST) {
      isCut = true;
      return;
    }
    const { kind, length } = kindOf(value);
    const children = place === undefined ? [] : childrenOf(value);
    const isWalked = children.length > 0 && depth < DEPTH_AT_MOST;
    // An object stands for itself only if nothing of it is listed.
    if (kind !== 'object' || !isWalked) {
      const uses = place === undefined ? [] : usesOf(value, place, answer);
      members.push({ ...(place !== undefined && { place }), kind, length, uses });
    }
    if (!isWalked) return;
    for (const [name, child] of children) {
      if (isCut) return;
      add(child, isShown(name) ? `${place}/${escaped(name)}` : undefined, depth + 1);
    }
  }

  if (answer.json !== undefined) add(answer.json, '', 0);
  for (const [name, value] of answer.headers) {
    if (!mayCarryToken(name) || !isShown(name)) continue;
    const place = `header: ${name}`;
    members.push({
      place,
      kind: textKind(value),
      length: value.length,
      uses: tokenUses(value, place),
    });
  }
  return { members, isCut };
}

/** The names of headers that the documents of APIs with a login use, such as `X-Auth-Token`. */
function mayCarryToken(name: string): boolean {
  return (
    /token|auth|session|jwt|ticket|api-?key/i.test(name) &&
    !/^(www|proxy)-authenticate$|^access-control-/i.test(name)
  );
}

function childrenOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (Array.isArray(value)) {
    return value.slice(0, ENTRIES_AT_MOST).map((each, index) => [String(index), each]);
  }
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** RFC 6901 §3. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A name that is made of words, as the members of answers are. A key to other data is none. */
function isPlainName(name: string): boolean {
  if (name.length > NAME_AT_MOST || !/^[ -?A-~]*$/.test(name)) return false;
  if ((name.match(/\d/g) ?? []).length > 4) return false;
  // A secret is longer, and a session id is longer than most names.
  if (name.length <= 12) return true;
  return name.length <= 20 ? isMadeOfWords(name) : isReadable(name);
}

/** The texts in the answer that may be secrets: a name that repeats one is not shown. */
function secretTextsIn(json: unknown): string[] {
  const found: string[] = [];
  const waiting = [json];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && isLong(value)) found.push(value);
    // One by one: a list may be too long for the parameters of one call.
    if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) waiting.push(each);
    }
  }
  return found;
}

/** Words such as `access_token`, as a type names itself, are no secrets. */
function isLong(text: string): boolean {
  return text.length >= 20 || (text.length >= 12 && /\d/.test(text));
}

function kindOf(value: unknown): { readonly kind: MemberKind; readonly length: number } {
  if (value === null) return { kind: 'null', length: 0 };
  if (Array.isArray(value)) return { kind: 'list', length: value.length };
  if (typeof value === 'object') return { kind: 'object', length: Object.keys(value).length };
  if (typeof value === 'boolean') return { kind: 'boolean', length: 0 };
  if (typeof value === 'number') return { kind: 'number', length: String(value).length };
  const text = String(value);
  return { kind: textKind(text), length: text.length };
}

function textKind(text: string): MemberKind {
  if (readJwt(text)) return 'jwt';
  return isDate(text) ? 'date' : 'text';
}

/** ISO 8601 or an HTTP date. */
function isDate(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d([T ]|$)|^[A-Z][a-z]{2}, \d\d /.test(text) && !Number.isNaN(Date.parse(text))
  );
}

function usesOf(value: unknown, place: string, answer: Answered): readonly MemberUse[] {
  // The form takes no place for the whole answer.
  if (place === '') return [];
  const refresh: readonly MemberUse[] =
    typeof value === 'string' && mayBeToken(value)
      ? [{ as: 'refresh_token', fields: { refreshTokenAt: place } }]
      : [];
  return [...tokenUses(value, place), ...refresh, ...endUses(value, place, answer)];
}

function tokenUses(value: unknown, place: string): readonly MemberUse[] {
  return typeof value === 'string' && mayBeToken(value)
    ? [{ as: 'token', fields: { tokenAt: place } }]
    : [];
}

/** One word of a header (RFC 9110 §5.5), perhaps with the scheme before it. A number is an end or an id. */
function mayBeToken(text: string): boolean {
  return /^([A-Za-z]{1,16} )?[!-~]{8,}$/.test(text) && !/^\d+$/.test(text) && !isDate(text);
}

const END_NAME = /exp|life|ttl|valid|until|max_?age|deadline|end|after/i;
const LEAST_MS = 10_000;
const MOST_MS = 10 * 366 * 24 * 60 * 60_000;

/** A number or a date, if it would be the end of a token in a time that tokens have. */
function endUses(value: unknown, place: string, answer: Answered): readonly MemberUse[] {
  const isNamedSo = END_NAME.test(place.slice(place.lastIndexOf('/') + 1));
  const kinds = isNamedSo ? (['seconds', 'milliseconds', 'date'] as const) : (['date'] as const);
  // A text of digits is read as a number, never as a date.
  const isNumber = typeof value === 'number' || /^\d+$/.test(String(value));
  const number = isNumber ? Number(value) : 0;
  // A time in seconds, and a very long life in milliseconds.
  const isEpoch = number >= 1e9 && number < 1e12;
  return kinds
    .filter((kind) => (kind === 'date') !== isNumber && !(kind === 'milliseconds' && isEpoch))
    .flatMap((kind) => {
      const life = lifeOf({ kind, at: place }, '', answer, answer.answeredAt);
      if (life === undefined || life < LEAST_MS || life > MOST_MS) return [];
      const fields = { endKind: kind, endAt: place };
      return [{ as: `end_${kind}`, lasts: sizeOf(life), fields } as const];
    });
}

const SIZES: readonly (readonly [size: LifeSize, from: number])[] = [
  ['months', 60 * 86_400_000],
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
];

function sizeOf(life: number): LifeSize {
  return SIZES.find(([, from]) => life >= from)?.[0] ?? 'seconds';
}
