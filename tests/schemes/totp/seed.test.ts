/** The seed of a stored profile goes into the vault and a backup, and nowhere else. */
import { createHash } from 'node:crypto';
import { base32 } from '@scure/base';
import { describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { shownCredential } from '../../../src/app/profiles/shown-credential';
import { openVault } from '../../../src/app/vault/open-vault';
import { encodeBackup } from '../../../src/backup/encode-backup';
import { writeShare } from '../../../src/exchange/share/write-share';
import { findScheme } from '../../../src/schemes';
import { draftOf } from '../../support/drafts';
import { fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';
import { TOTP } from '../../support/signatures';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const SEED = TOTP.fields.secret;
/** Any four characters of the seed, the seed as bytes, and its digest. */
const TRACES = [
  ...Array.from({ length: SEED.length - 3 }, (_, at) => SEED.slice(at, at + 4)),
  Buffer.from(base32.decode(SEED)).toString(),
  createHash('sha256').update(SEED).digest('hex'),
];

async function stored() {
  const browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
  const profile = draftOf('Codes', 'https://api.test', 'totp', {
    ...TOTP.fields,
    secret: `otpauth://totp/Lab:ada?secret=${SEED}&digits=8`,
  });
  await saveProfile(browser.ports, { profile, pick: true });
  const { content } = await openVault(browser.ports);
  return { browser, content };
}

function expectNoTrace(text: string): void {
  expect(text).toContain('X-OTP');
  expect(TRACES.filter((trace) => text.includes(trace))).toEqual([]);
}

describe('the seed of a stored profile', () => {
  proves(['T7', 'T14'], 'is in no page, no header and no shared file', async (tried) => {
    const { browser, content } = await stored();
    const [id = ''] = content.profiles.flatMap(({ headers }) => headers.map((each) => each.id));
    const { issued } = await browser.ports.session.readNow();

    expectNoTrace(JSON.stringify(await readState(browser.ports)));
    expectNoTrace(JSON.stringify(await shownCredential(browser.ports, id)));
    expectNoTrace(JSON.stringify(issued));
    expectNoTrace(writeShare(content.profiles, true).text);
    tried();
  });

  it('is in a backup, as the field of the form', async () => {
    const { content } = await stored();
    const text = encodeBackup(content, 0, (id, credential) => findScheme(id).fieldsOf(credential));

    expect(text).toContain(`"secret":"${SEED}"`);
  });
});
