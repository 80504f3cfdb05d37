import { describe, expect, it } from 'vitest';
import { isAgeFile } from '../../../src/domain/age-file';
import { backupFileOf } from '../../../src/manager/backup/backup-file';
import { ownFileOf } from '../../../src/manager/import/own-file';

const ARMORED = '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n';
const BINARY = new Uint8Array([...new TextEncoder().encode('age-encryption.org/v1\n'), 0xff, 0]);
const SHARED = '{"format":"keybearer-share"}';

describe('a chosen backup', () => {
  it('is text if it is armored, and base64 if it is binary, however long', async () => {
    expect(await backupFileOf('a', new Blob([ARMORED]))).toEqual({ name: 'a', text: ARMORED });
    const long = new Uint8Array(100_000).map((_, at) => at % 251);
    expect((await backupFileOf('b', new Blob([long])))?.text).toBe(
      Buffer.from(long).toString('base64'),
    );
  });

  it('is refused if it is larger than a backup can be, or gone', async () => {
    const gone = { size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) };
    const large = { size: 33 * 1024 * 1024 };
    for (const blob of [gone, large]) {
      // Cast: the parts of a blob that are read.
      expect(await backupFileOf('a', blob as unknown as Blob)).toBeUndefined();
    }
  });

  it('is known by its first bytes', () => {
    expect(isAgeFile(new TextEncoder().encode(`\n${ARMORED}`))).toBe(true);
    expect(isAgeFile(BINARY)).toBe(true);
    expect(isAgeFile(new TextEncoder().encode('age-encryption.org/v10'))).toBe(false);
    expect(isAgeFile(new Uint8Array())).toBe(false);
  });
});

describe('a file of the import page', () => {
  const file = (content: BlobPart, name = 'a') => ({ name, file: new Blob([content]) });

  it('is Keybearer’s own if it is a backup or shared profiles, chosen or pasted', async () => {
    expect(await ownFileOf([file(BINARY)])).toMatchObject({ kind: 'backup', file: { name: 'a' } });
    expect(await ownFileOf([file(SHARED)])).toEqual({ kind: 'share', content: SHARED });
    expect(await ownFileOf([{ name: '', text: SHARED }])).toMatchObject({ kind: 'share' });
    expect(await ownFileOf([{ name: '', text: ARMORED }])).toMatchObject({ kind: 'backup' });
  });

  it('is another tool’s in all other cases', async () => {
    expect(await ownFileOf([file('{"profiles":[]}')])).toBeUndefined();
    expect(await ownFileOf([file(SHARED), file(SHARED)])).toBeUndefined();
    expect(await ownFileOf([])).toBeUndefined();
  });
});
