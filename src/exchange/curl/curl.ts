/**
 * Commands of curl for a POSIX shell and for cmd.exe, `Invoke-WebRequest` and `Invoke-RestMethod` of
 * PowerShell, and calls of `fetch`: all that browsers and manuals let people copy.
 */
import { IMPORT_ENTRIES_AT_MOST } from '../../domain/imported';
import { credentialsByPlace } from '../draft/credential-requests';
import type { Format } from '../format';
import { importRefused } from '../import-refused';
import { foundRequest } from '../stated/found-request';
import type { StatedRequest } from '../stated/stated-request';
import { boundedFlat, curlRequests, PARTS_AT_MOST } from './curl-requests';
import { fetchRequests } from './fetch-requests';
import { powershellRequests } from './powershell-requests';
import { shellCommands } from './shell-words';
import { windowsCommands } from './windows-words';

export const curl: Format = {
  id: 'curl',

  recognises: ({ text }) => readerOf(text) !== undefined,

  async read(files, reading) {
    const requests = files.flatMap(({ text }) => readerOf(text)?.read(text) ?? []);
    refuseTooMany(requests);
    const found = requests.map((request, index) =>
      foundRequest(request, `${request.command} ${index + 1}`),
    );
    const read = await credentialsByPlace(found, reading);
    if (read.profiles.length + read.remarks.length > 0) return read;
    return { profiles: [], remarks: [{ code: 'credential-missing', place: 'curl' }] };
  },
};

/** Commands of many addresses and headers multiply, also if each alone is small. */
function refuseTooMany(requests: readonly StatedRequest[]): void {
  const parts = requests.reduce(
    (sum, { headers, remarks }) => sum + headers.length + remarks.length,
    0,
  );
  if (requests.length > IMPORT_ENTRIES_AT_MOST || parts > PARTS_AT_MOST)
    throw importRefused('import-too-many');
}

interface NamedRequest extends StatedRequest {
  readonly command: string;
}

interface Reader {
  /** @returns the position of the first line that begins with a command; -1: there is none. */
  find(text: string): number;
  read(text: string): readonly NamedRequest[];
}

const READERS: readonly Reader[] = [
  {
    find: (text) => firstCurl(text),
    read: (text) => curlCommandsOf(text).map((request) => ({ ...request, command: 'curl' })),
  },
  {
    find: (text) =>
      text.search(
        /^[ \t]*(?:PS [^>\n]{0,200}> ?)?(?:\$\w+[ \t]*=[ \t]*)?\(?(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)(?![\w-])/im,
      ),
    read: (text) => powershellRequests(text).map((request) => ({ ...request, command: 'Invoke' })),
  },
  {
    find: (text) =>
      text.search(
        /^[ \t]*(?:(?:const|let|var)\s+\w+\s*=\s*|return\s+)?(?:await\s+)?(?:window\.|globalThis\.)?fetch\(/m,
      ),
    read: (text) => fetchRequests(text).map((request) => ({ ...request, command: 'fetch' })),
  },
];

/** The reader whose command comes first. JSON is no script, also if its texts hold commands. */
function readerOf(text: string): Reader | undefined {
  if (/^\s*(?:\{|\[\s*[[{"\]\d])/.test(text)) return undefined;
  const [first] = READERS.map((reader) => ({ reader, at: reader.find(text) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at);
  return first?.reader;
}

/** Behind a prompt, in an assignment, with its path: `$ TOKEN=$(/usr/bin/curl …)`. */
function firstCurl(text: string): number {
  for (const { index } of text.matchAll(/(?<![\w.-])curl(?:\.exe)?(?=[\s\\^]|$)/gi)) {
    // No command has so much before it on its line.
    const near = text.slice(Math.max(0, index - 300), index);
    const start = index - near.length + near.lastIndexOf('\n') + 1;
    const before = text.slice(start, index).split(/[ \t]+/);
    const path = before.pop() ?? '';
    const isStart = /^(?:[A-Za-z_]\w*="?)?(?:\$?\()?(?:[\w.:~-]*[\\/])*$/.test(path);
    if (isStart && before.every((word) => word === '' || isBeforeCommand(word))) return start;
  }
  return -1;
}

function curlCommandsOf(text: string): readonly StatedRequest[] {
  // The fences of Markdown would be quotes of a shell.
  const script = text.replace(/^[ \t]*```.*$/gm, '');
  const commands = isWindows(script) ? windowsCommands(script) : shellCommands(script);
  return boundedFlat(
    commands.map((words) => () => {
      const at = words.findIndex((word) => !isBeforeCommand(word));
      return isCurl(words[at] ?? '') ? curlRequests(words.slice(at + 1)) : [];
    }),
  );
}

function isCurl(word: string): boolean {
  return /^(?:.*[\\/])?curl(?:\.exe)?$/i.test(word);
}

/** Prompts, words of a shell, programs that run another one, and variables of one command. */
const BEFORE: ReadonlySet<string> = new Set(
  '! $ % > command do elif else env exec if nohup sudo then time until while {'.split(' '),
);

function isBeforeCommand(word: string): boolean {
  return BEFORE.has(word) || /^[A-Za-z_]\w*=/.test(word);
}

/** Browsers write each quote for cmd.exe as `^"`; older ones wrote `""` and `"%"` within quotes. */
function isWindows(script: string): boolean {
  if (/\\\n/.test(script)) return false;
  return /\^["\n]/.test(script) || /^[^'\n$]*(?:"%"|[^=]""\w)/m.test(script);
}
