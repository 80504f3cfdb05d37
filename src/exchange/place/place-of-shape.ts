/**
 * The place of one shape of addresses: an origin and a path such that the shape takes each address there.
 *
 * If the shape leaves a choice, the place is the narrow one: https of any protocol, a dot for any
 * character of a host, nothing for any text before it.
 */
import { parseOrigin } from '../../domain/parse-site';
import { isLoopback } from '../../domain/site';
import { isExactPath } from './exact-path';
import type { Piece, Shape } from './regex-shapes';
import type { SourcePlace } from './source-place';

export interface PlaceOfShape {
  readonly place: SourcePlace;
  /** The shape takes no address outside the place. */
  readonly isExact: boolean;
}

export interface ShapeOptions {
  /** The shape takes addresses that begin so. Otherwise it may stand anywhere in them. */
  readonly isAnchored: boolean;
  readonly ignoresCase?: boolean;
}

/** Any character and any text in the text of a shape. Addresses have ASCII only. */
const ANY = '\ue000';
const STAR = '\ue001';

/** @returns undefined: no place, or only one wider than the shape. */
export function placeOfShape(shape: Shape, options: ShapeOptions): PlaceOfShape | undefined {
  const isAnchored = options.isAnchored || shape[0] === 'start';
  const endsThere = shape.at(-1) === 'end';
  const pieces = shape.slice(shape[0] === 'start' ? 1 : 0, endsThere ? -1 : undefined);
  if (pieces.includes('start') || pieces.includes('end')) return undefined;
  if (pieces.some((piece) => typeof piece === 'object' && !/^[!-~]$/.test(piece.char))) {
    return undefined;
  }
  const text = pieces.map(characterOf).join('');
  const start = readStart(text, isAnchored);
  if (!start) return undefined;
  const host = readHost(text.slice(start.length), options.ignoresCase === true);
  if (!host) return undefined;
  // Text that no slash begins or ends may be a part of a host, or of a path.
  if (!(start.hasSlashes && host.isClosed) && !mayBeName(host.name)) return undefined;
  const url = originOf(start.protocol, host.name);
  if (url === undefined) return undefined;
  const tail = readTail(text.slice(start.length + host.length), endsThere);
  if (!tail) return undefined;
  const isExact =
    start.isExact &&
    host.isExact &&
    host.isClosed &&
    tail.isExact &&
    !(options.ignoresCase && /[a-z]/i.test(tail.path));
  return { place: { url, path: tail.path }, isExact };
}

function characterOf(piece: Piece): string {
  if (typeof piece === 'object') return piece.char;
  return piece === 'star' ? STAR : ANY;
}

interface Start {
  /** Undefined: any. */
  readonly protocol: string | undefined;
  readonly length: number;
  readonly isExact: boolean;
  /** The host stands behind `://`. */
  readonly hasSlashes: boolean;
}

/** `https://`, `http*://`, `*://`, `://`, or any text that may be a protocol or nothing. */
function readStart(text: string, isAnchored: boolean): Start | undefined {
  const named = /^(\ue001*)(https?)(\ue001?):\/\/(\ue001*)/.exec(text);
  if (named) {
    const [{ length }, before, protocol, rest, star] = named;
    const isExact = isAnchored && !before && !rest && !star;
    // `http*` is both; `https*` takes https.
    return {
      protocol: rest && protocol === 'http' ? undefined : protocol,
      length,
      isExact,
      hasSlashes: true,
    };
  }
  const [open = '', before = '', slashes = ''] =
    /^([\ue000\ue001]*)((?::\/\/)?)\ue001*/.exec(text) ?? [];
  const isFree = !isAnchored || before.includes(STAR);
  const characters = before.replaceAll(STAR, '').length;
  // `http` has four characters, and `http://` seven.
  if (!isFree || characters > (slashes === '' ? 7 : 4)) return undefined;
  return { protocol: undefined, length: open.length, isExact: false, hasSlashes: slashes !== '' };
}

interface Host {
  readonly name: string;
  readonly length: number;
  readonly isExact: boolean;
  /** A slash follows: the shape goes on with no other host, and no port. */
  readonly isClosed: boolean;
}

/** An unescaped dot of a regex takes a dot. */
function readHost(text: string, ignoresCase: boolean): Host | undefined {
  const [taken = ''] = /^[a-z0-9_.\ue000[\]:-]*/i.exec(text) ?? [];
  const dotted = taken.replace(/(?<=[a-z0-9_-])\ue000(?=[a-z0-9_-])/gi, '.');
  const name = ignoresCase ? dotted.toLowerCase() : dotted;
  const isClosed = text.startsWith('/', taken.length);
  return name === ''
    ? undefined
    : { name, length: taken.length, isExact: taken === dotted, isClosed };
}

/** @returns undefined if no address has this origin as the source writes it. */
function originOf(protocol: string | undefined, host: string): string | undefined {
  const isLocal = isLoopback(withoutPort(host));
  const origin = `${httpOf(protocol, isLocal)}://${host}`;
  try {
    return parseOrigin(origin, { allowHttp: true }) === origin ? origin : undefined;
  } catch {
    return undefined;
  }
}

function httpOf(protocol: string | undefined, isLocal: boolean): string {
  return protocol ?? (isLocal ? 'http' : 'https');
}

/** Whether a text looks like a whole host, and not like a file. */
function mayBeName(host: string): boolean {
  const name = withoutPort(host);
  if (isLoopback(name) || /^\d+(\.\d+){3}$/.test(name)) return true;
  return /\w\.[a-z][a-z0-9-]+$/.test(name) && !FILE.test(name);
}

const FILE = /\.(html?|php|jsp|aspx?|js|mjs|css|json|xml|png|jpe?g|gif|svg|ico|zip|txt)$/;

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * The rest after the host: a path, with any text in it or after it.
 *
 * @returns undefined if a path scope would be wider.
 */
function readTail(text: string, endsThere: boolean) {
  const body = text.replace(/\ue001+$/, '');
  // One address, or those with one ending.
  if (endsThere && body === text) return undefined;
  if (body === '') return { path: '', isExact: false };
  // Any text right after the host takes nothing.
  const rooted = body.replace(/^\ue001+/, '');
  const path = rooted.replace(/(?<=\w)\ue000(?=\w)/g, '.').replace(/\ue001+/g, STAR);
  if (!isPlainPath(path.replaceAll(STAR, '-'))) return undefined;
  const isExact = path === body && path.endsWith('/') && !path.includes(STAR);
  return { path: path === '/' ? '' : path.replaceAll(STAR, '*'), isExact };
}

function isPlainPath(path: string): boolean {
  return isExactPath(path) && !/[%\ue000]/.test(path) && isCanonical(path);
}

/** Addresses carry paths as the URL parser writes them. */
function isCanonical(path: string): boolean {
  return new URL(`https://path.invalid${path}`).pathname === path;
}
