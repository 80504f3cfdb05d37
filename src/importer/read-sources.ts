/** Reads the files that the user has chosen, and hands their text to the importers. */
import { AppError, toFailure } from '../domain/errors';
import { type ChosenSource, type ImportReport, PROFILES_IN_REPORT } from '../domain/import-work';
import { IMPORT_BYTES_AT_MOST, type SourceFile } from '../domain/imported';
import { readImport } from '../exchange';
import { isBinary, textOfBytes } from '../exchange/text/text-of-bytes';
import { unzip } from '../exchange/text/unzip';

/** Never throws: a failure is the last report. @param report - Called in the order of `ImportReport`. */
export async function readSources(
  sources: readonly ChosenSource[],
  report: (news: ImportReport) => void,
): Promise<void> {
  try {
    const files = await textsOf(sources, (done) =>
      report({ kind: 'progress', done, total: 2 * sources.length }),
    );
    const { format, profiles, remarks } = await readImport(files, {
      // The texts were the first half.
      onProgress: (done, total) =>
        report({ kind: 'progress', done: total + done, total: 2 * total }),
    });
    for (let at = 0; at < profiles.length; at += PROFILES_IN_REPORT) {
      report({ kind: 'profiles', profiles: profiles.slice(at, at + PROFILES_IN_REPORT) });
    }
    report({ kind: 'end', format, remarks });
  } catch (error) {
    report({ kind: 'failed', failure: toFailure(error) });
  }
}

/** One after the other, so that the refusal of a large folder comes before all of it is in memory. */
async function textsOf(
  sources: readonly ChosenSource[],
  onRead: (count: number) => void,
): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  let bytes = 0;
  for (const [index, source] of sources.entries()) {
    bytes += 'file' in source ? source.file.size : source.text.length;
    if (bytes > IMPORT_BYTES_AT_MOST) {
      throw new AppError('import-refused', 'too large', { problem: 'import-too-large' });
    }
    const left = IMPORT_BYTES_AT_MOST - bytes;
    files.push(...('file' in source ? await textsIn(source.name, source.file, left) : [source]));
    onRead(index + 1);
  }
  return files;
}

/** @returns nothing for a file that is no text, such as a picture in a folder. */
async function textsIn(name: string, file: Blob, left: number): Promise<readonly SourceFile[]> {
  const bytes = new Uint8Array(await file.arrayBuffer().catch(refuseUnreadable));
  if (isZip(bytes)) return await unzip(bytes, left);
  return isBinary(bytes) ? [] : [{ name, text: textOfBytes(bytes) }];
}

/** Source: APPNOTE.TXT 6.3.10 §4.3.7. */
function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte);
}

/** The file was moved or deleted since it was chosen, or the user may not read it. */
function refuseUnreadable(cause: unknown): never {
  throw new AppError('import-refused', 'unreadable', { problem: 'import-unreadable', cause });
}
