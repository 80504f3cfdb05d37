/** Backups that another program has made, as docs/backup.md allows: quick to open, and of any content. */
import { armor, Encrypter } from 'age-encryption';

/** The lowest: these files protect nothing. */
const WORK_FACTOR = 2;

/**
 * @param {unknown} content The JSON of the backup.
 * @param {string} passphrase
 * @returns {Promise<string>} the armored text.
 */
export async function backupOf(content, passphrase) {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(JSON.stringify(content)));
}

/** @param {string} origin */
const site = (origin) => ({ origin, path: '/' });

/** A backup of another computer: profiles that allow more, sign in, or are refused; stricter settings. */
export const OF_ANOTHER = {
  'keybearer-backup': 1,
  madeAt: Date.UTC(2026, 0, 15, 9, 30),
  profiles: [
    {
      name: 'Orders',
      sites: [site('https://orders.partner.test')],
      headers: [{ schemeId: 'bearer', fields: { token: 'made-for-this-tour' } }],
      callers: ['https://console.partner.test'],
      ownForms: true,
    },
    {
      name: 'Reports of the whole company, for its auditors',
      sites: [site('https://reports.partner.test'), site('https://reports.partner.test:8443')],
      headers: [
        {
          schemeId: 'oauth2-authorization-code',
          fields: {
            authorizationUrl: 'https://login.partner.test/authorize',
            tokenUrl: 'https://login.partner.test/token',
            clientId: 'reports-reader',
          },
        },
        { schemeId: 'api-key', fields: { headerName: 'X-API-Key', key: 'made-for-this-tour' } },
      ],
    },
    {
      name: 'Printer',
      sites: [site('http://printer.office.test')],
      headers: [
        { schemeId: 'basic', fields: { username: 'desk', password: 'made-for-this-tour' } },
      ],
    },
  ],
  settings: { autoLockMinutes: 5, paused: true },
};

/** Of a version that this one does not know. */
export const NEWER = { ...OF_ANOTHER, 'keybearer-backup': 2 };
