/**
 * Unpacks the text files of a zip file, and stops at a bound instead of filling the memory.
 *
 * Reads the central directory, since a local header may lack the sizes. No zip64: its smallest use is far
 * beyond our bound.
 *
 * Source: APPNOTE.TXT 6.3.10 §4.3, §4.4.
 */
import { Inflate } from 'fflate';
import { IMPORT_ENTRIES_AT_MOST, type SourceFile } from '../../domain/imported';
import { importRefused } from '../import-refused';
import { isBinary, textOfBytes } from './text-of-bytes';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const COMMENT_AT_MOST = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
/** Deflate expands at most 1032 times: one step makes at most 4 MiB. */
const STEP = 4096;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  /** In bytes, packed and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** The position of its local header. */
  readonly local: number;
}

/**
 * @param bytesAtMost - Of all files together, unpacked.
 * @returns the text files with their paths as names. Directories, binary files, and files in `.git/` and
 * the like are left out.
 * @throws AppError `import-refused` with `import-too-large`, `import-too-many` or `import-unreadable`.
 */
export async function unzip(
  bytes: Uint8Array,
  bytesAtMost: number,
): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  let left = bytesAtMost;
  for (const entry of entriesOf(bytes)) {
    const unpacked = unpackedText(bytes, entry, left);
    left -= unpacked.bytes;
    if (unpacked.text !== undefined) files.push({ name: entry.name, text: unpacked.text });
  }
  return files;
}

function entriesOf(bytes: Uint8Array): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGNATURE)
      throw importRefused('import-unreadable');
    const nameLength = view.getUint16(at + 28, true);
    const start = at + ENTRY_LENGTH;
    const name = new TextDecoder()
      .decode(bytes.subarray(start, start + nameLength))
      .replaceAll('\\', '/');
    if (isWanted(name)) {
      entries.push({
        name: withoutSteps(name),
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        local: view.getUint32(at + 42, true),
      });
      if (entries.length > IMPORT_ENTRIES_AT_MOST) throw importRefused('import-too-many');
    }
    at = start + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** From the end: a comment may follow. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - COMMENT_AT_MOST; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw importRefused('import-unreadable');
}

/** `.env` is a format of ours, `.git/config` is none. */
function isWanted(name: string): boolean {
  const folders = name.split('/').slice(0, -1);
  return !(
    name.endsWith('/') ||
    folders.some((folder) => /^(?:\.[^.].*|node_modules|__MACOSX)$/.test(folder))
  );
}

/** A path within the zip file: `a/../b` is beside `a`, and no path begins above all files. */
function withoutSteps(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** @returns no text for a binary file, with the bytes that it took to see that. */
function unpackedText(
  bytes: Uint8Array,
  entry: Entry,
  bytesAtMost: number,
): { readonly bytes: number; readonly text?: string } {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const chunk of unpackedChunks(packedBytes(bytes, entry), entry)) {
    length += chunk.length;
    if (length > bytesAtMost) throw importRefused('import-too-large');
    chunks.push(chunk);
    // The first chunk that is not empty is long enough to tell.
    if (chunk.length === length && isBinary(chunk)) return { bytes: length };
  }
  if (length !== entry.size) throw importRefused('import-unreadable');
  return { bytes: length, text: textOfBytes(joined(chunks, length)) };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function packedBytes(bytes: Uint8Array, { flags, local, packed }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isInside = local + LOCAL_LENGTH <= bytes.length;
  if (!isInside || view.getUint32(local, true) !== LOCAL_SIGNATURE)
    throw importRefused('import-unreadable');
  if ((flags & ENCRYPTED) !== 0) throw importRefused('import-unreadable');
  const start =
    local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length) throw importRefused('import-unreadable');
  return bytes.subarray(start, start + packed);
}

function* unpackedChunks(packed: Uint8Array, { method }: Entry): Generator<Uint8Array> {
  if (method !== STORED && method !== DEFLATED) throw importRefused('import-unreadable');
  const made: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => made.push(chunk));
  for (let at = 0; at < packed.length; at += STEP) {
    const step = packed.subarray(at, at + STEP);
    if (method === STORED) made.push(step);
    else push(inflate, step, at + STEP >= packed.length);
    yield* made.splice(0);
  }
}

/** The library throws errors of its own for data that is not deflated. */
function push(inflate: Inflate, step: Uint8Array, isLast: boolean): void {
  try {
    inflate.push(step, isLast);
  } catch {
    throw importRefused('import-unreadable');
  }
}
