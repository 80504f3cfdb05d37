/** The age files of backups: what the library writes and reads, and the refusals of this project. */
import { armor, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { decryptText, encryptText } from '../../src/backup/age';
import { refusal } from '../support/matchers';
import { proves } from '../support/proves';

const PASSPHRASE = 'a long passphrase for the file';

/** A file as another tool writes it, with little work. */
async function fileOf(text: string, passphrase: string, workFactor = 10): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter.encrypt(text);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The bytes with another header: the seals of the file do not fit it any more. */
function withHeader(bytes: Uint8Array, change: (header: string) => string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const end = text.indexOf('--- ');
  return Buffer.from(change(text.slice(0, end)) + text.slice(end), 'latin1');
}

let quick: Uint8Array;

beforeAll(async () => {
  quick = await fileOf('the text', PASSPHRASE);
});

describe('a file that this build writes', () => {
  it('opens with its passphrase, and has work factor 18', async () => {
    const file = await encryptText('ä text', PASSPHRASE);

    expect(file).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    const header = Buffer.from(armor.decode(file)).toString('latin1');
    expect(header).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]+ 18\n/);
    expect(await decryptText(file, PASSPHRASE)).toBe('ä text');
  }, 60_000);
});

describe('a file that is read', () => {
  it('may be armored, with any line ends, or the bytes in base64', async () => {
    const armored = armor.encode(quick);

    expect(await decryptText(armored, PASSPHRASE)).toBe('the text');
    expect(await decryptText(`\n${armored.replaceAll('\n', '\r\n')}`, PASSPHRASE)).toBe('the text');
    expect(await decryptText(base64(quick), PASSPHRASE)).toBe('the text');
  });

  it('opens with a passphrase that another keyboard composes', async () => {
    const composed = base64(await fileOf('x', 'passphrase é'));
    const decomposed = base64(await fileOf('x', 'passphrase e\u0301'));

    expect(await decryptText(composed, 'passphrase e\u0301')).toBe('x');
    expect(await decryptText(decomposed, 'passphrase e\u0301')).toBe('x');
  });

  it.each(['another passphrase', ''])('does not open with the passphrase “%s”', async (other) => {
    const failure = await decryptText(base64(quick), other).catch((error) => error);

    expect(failure).toMatchObject({ code: 'backup-wrong-passphrase', field: 'filePassphrase' });
  });

  it('is damaged if a byte of the text or of the seal differs', async () => {
    const start = Buffer.from(quick).indexOf('--- ');
    for (let index = start + 4; index < quick.length; index += 7) {
      const damaged = Uint8Array.from(quick);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      await expect(decryptText(base64(damaged), PASSPHRASE), `${index}`).rejects.toThrow(
        refusal('backup-damaged'),
      );
    }
  });

  it.each([
    ['cut in its armor', () => armor.encode(quick).slice(0, 150)],
    ['cut in its text', () => base64(quick.subarray(0, -5))],
    ['cut in its header', () => base64(quick.subarray(0, 40))],
    ['not UTF-8 inside', async () => base64(await fileOfBytes(Uint8Array.of(0xff, 0xfe)))],
  ])('is damaged if it is %s', async (_, make) => {
    await expect(decryptText(await make(), PASSPHRASE)).rejects.toThrow(refusal('backup-damaged'));
  });

  it.each([
    ['empty', ''],
    ['another text', 'keybearer-vault sha256:00'],
    ['JSON', '{"keybearer-backup":1}'],
    ['other bytes', base64(Buffer.from('PK\u0003\u0004 and so on'))],
    ['a later version of age', base64(Buffer.from('age-encryption.org/v2\n-> x\n'))],
  ])('is foreign if it is %s', async (_, file) => {
    await expect(decryptText(file, PASSPHRASE)).rejects.toThrow(refusal('backup-foreign'));
  });

  it('is foreign if a key opens it and no passphrase', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));

    await expect(decryptText(base64(await encrypter.encrypt('x')), PASSPHRASE)).rejects.toThrow(
      refusal('backup-foreign'),
    );
  });

  proves(
    'T12',
    'no file asks for more work than one of ours, before any is done',
    async (tried) => {
      for (const factor of ['19', '20', '30', '99', '180', '018', '1e1', '-1']) {
        const costly = withHeader(quick, (header) => header.replace(/ 10\n/, ` ${factor}\n`));

        await expect(decryptText(base64(costly), PASSPHRASE), factor).rejects.toThrow(
          refusal('backup-foreign'),
        );
        tried();
      }
      // Two recipients would take twice the work.
      const twice = withHeader(quick, (header) => {
        const [version, ...stanza] = header.split('\n').filter(Boolean);
        return `${[version, ...stanza, ...stanza].join('\n')}\n`;
      });
      await expect(decryptText(base64(twice), PASSPHRASE)).rejects.toThrow(
        refusal('backup-foreign'),
      );
      tried();
    },
  );
});

async function fileOfBytes(bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(10);
  return encrypter.encrypt(bytes);
}
