/**
 * `.netrc`: user names and passwords by host. A host there has neither protocol nor port and is meant for
 * all of them; the profile is for https on its usual port, which is narrower.
 *
 * Source: the manuals of GNU inetutils (`.netrc`), of curl and of Emacs (`auth-source`, for `port`).
 */
import type { ImportedProfile } from '../domain/imported';
import { toImported } from './draft/to-imported';
import type { Format } from './format';
import { placeOfUrl } from './place/place-of-url';

export const netrc: Format = {
  id: 'netrc',

  recognises: ({ text }) =>
    /^(?:\s|#[^\n]*\n)*(?:machine\s+\S+|default)\s+(?:login|user|password|passwd|account|port|macdef)\s/.test(
      text,
    ),

  async read(files, reading) {
    const profiles: ImportedProfile[] = [];
    const names = new Map<string, number>();
    for (const { text } of files) {
      for (const entry of entriesOf(text)) {
        reading.entry();
        const name = entry.machine ?? 'default';
        const count = (names.get(name) ?? 0) + 1;
        names.set(name, count);
        profiles.push(profileOf(entry, count === 1 ? name : `${name} (${count})`));
        if (profiles.length % 100 === 0) await reading.pause();
      }
    }
    return { profiles, remarks: [] };
  },
};

interface Entry {
  /** Absent: the entry `default`, which is for all other hosts. */
  readonly machine?: string;
  login?: string;
  password?: string;
  port?: string;
}

type Value = 'login' | 'password' | 'port';

const VALUES: ReadonlyMap<string, Value | 'account'> = new Map(
  Object.entries({
    login: 'login',
    user: 'login',
    password: 'password',
    passwd: 'password',
    port: 'port',
    account: 'account',
  } as const),
);

function* entriesOf(text: string): Iterable<Entry> {
  const cursor = { text, at: 0 };
  let entry: Entry | undefined;
  for (let word = nextWord(cursor); word !== undefined; word = nextWord(cursor)) {
    const value = VALUES.get(word);
    if (word === 'machine' || word === 'default') {
      if (entry) yield entry;
      entry = word === 'default' ? {} : { machine: nextWord(cursor) ?? '' };
    } else if (word === 'macdef') {
      skipTo(cursor, '\n\n');
    } else if (value) {
      const given = nextWord(cursor);
      if (entry && value !== 'account' && given !== undefined) entry[value] = given;
    } else if (word.startsWith('#')) {
      skipTo(cursor, '\n');
    }
  }
  if (entry) yield entry;
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** curl and GNU know `\"`, `\\`, `\n`, `\r` and `\t` in a word that begins with a quote. */
function nextWord(cursor: Cursor): string | undefined {
  const pattern = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|(\S+))/y;
  pattern.lastIndex = cursor.at;
  const [whole, quoted, plain] = pattern.exec(cursor.text) ?? [];
  if (whole === undefined) return undefined;
  cursor.at += whole.length;
  return (
    plain ?? quoted?.replace(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped)
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function skipTo(cursor: Cursor, end: string): void {
  // Back by one: the line may have ended with the word before.
  const found = cursor.text.indexOf(end, cursor.at);
  cursor.at = found === -1 ? cursor.text.length : found + 1;
}

function profileOf(entry: Entry, name: string): ImportedProfile {
  const { login, password } = entry;
  const isMissing = login === undefined || password === undefined;
  const place = siteOf(entry);
  const credential = {
    schemeId: 'basic',
    fields: { username: login ?? '', password: password ?? '' },
  };
  return toImported({
    name,
    places: place ? [place] : [],
    headers: [isMissing ? { ...credential, isOpen: true } : credential],
    remarks: [
      ...(place ? [{ code: 'narrowed', place: name } as const] : []),
      ...(isMissing ? [{ code: 'credential-missing', place: name } as const] : []),
    ],
    isExact: true,
  });
}

/** A port may be the name of another protocol, such as `imap`: that entry names no site. */
function siteOf({ machine = '', port }: Entry) {
  if (!/^(?:[\w.-]+|\[[0-9a-f:.]+\])$/i.test(machine)) return undefined;
  if (port === undefined) return placeOfUrl(machine, 'origin').place;
  if (/^\d{1,5}$/.test(port)) return placeOfUrl(`https://${machine}:${port}`, 'origin').place;
  return /^https?$/.test(port) ? placeOfUrl(`${port}://${machine}`, 'origin').place : undefined;
}
