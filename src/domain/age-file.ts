/**
 * Recognises a file that is encrypted by age, in binary or armoured form; the latter also with a byte order
 * mark, as editors of Windows save it.
 *
 * Source: age-encryption.org/v1 (C2SP), "Header" and "ASCII armor".
 */

const STARTS = ['age-encryption.org/v1\n', '-----BEGIN AGE ENCRYPTED FILE-----'];

/** @param bytes - The beginning of the file is enough. */
export function isAgeFile(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return STARTS.some((each) => start.startsWith(each));
}
