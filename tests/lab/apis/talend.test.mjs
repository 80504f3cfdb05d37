/** The Talend stand-in's two ports have different consumers, as its document says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab } from '../server/ask-lab.mjs';
import { TALEND_CONSUMERS, talendOrigins } from './talend.mjs';

/** @type {import('../lab.mjs').Lab} */
let lab;
/** @type {ReturnType<typeof talendOrigins>} */
let origins;

beforeAll(async () => {
  lab = await startLab();
  origins = talendOrigins(lab);
});

afterAll(() => lab.stop());

/** @param {import('./basic-credentials.mjs').BasicCredentials} pair */
const basic = ({ username, password }) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/**
 * @param {string} address
 * @param {string} [authorization]
 */
async function ask(address, authorization) {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await askLab(lab, address, { headers });
  return {
    status: answer.status,
    code: JSON.parse(answer.text).code,
    challenge: answer.headers['www-authenticate'],
  };
}

const { http, https } = TALEND_CONSUMERS;

describe.each(/** @type {const} */ (['http', 'loopbackHttp']))('plain, as %s', (name) => {
  it('takes its own consumers', async () => {
    const address = `${origins[name]}/datasets/customers`;

    // Talend documentation, "Securing the API".
    expect((await ask(address, 'Basic dXNlcm5hbWU6cGFzc3dvcmQ=')).status).toBe(200);
    expect((await ask(address, `Token ${http.key}`)).status).toBe(200);
  });

  it('refuses the consumers of the other port, and says so', async () => {
    const address = `${origins[name]}/datasets/customers`;

    for (const header of [basic(https.basic), `Token ${https.key}`]) {
      expect(await ask(address, header)).toMatchObject({ status: 401, code: 'ConsumerOf8443' });
    }
  });
});

describe.each(/** @type {const} */ (['https', 'loopbackHttps']))('over TLS, as %s', (name) => {
  it('takes its own consumers', async () => {
    const address = `${origins[name]}/datasets/customers`;

    expect((await ask(address, basic(https.basic))).status).toBe(200);
    expect((await ask(address, `Token ${https.key}`)).status).toBe(200);
  });

  it('refuses the consumers of the other port, and says so', async () => {
    const address = `${origins[name]}/datasets/customers`;

    for (const header of [basic(http.basic), `Token ${http.key}`]) {
      expect(await ask(address, header)).toMatchObject({ status: 401, code: 'ConsumerOf8080' });
    }
  });
});

describe('every port', () => {
  it('challenges with what the dataset takes', async () => {
    expect((await ask(`${origins.https}/datasets/customers`)).challenge).toBe(
      'Basic realm="customers", charset="UTF-8", Token realm="customers"',
    );
    expect((await ask(`${origins.https}/datasets/invoices`)).challenge).toBe(
      'Token realm="invoices"',
    );
  });

  it.each([`Bearer ${https.key}`, `Token  ${https.key}`, `Token ${https.key}, x`, https.key])(
    'does not know %s',
    async (header) => {
      const answer = await ask(`${origins.https}/datasets/customers`, header);

      expect(answer).toMatchObject({ status: 401, code: 'Unauthorized' });
    },
  );

  it('lets only listed consumers at a dataset', async () => {
    const address = `${origins.https}/datasets/invoices`;

    expect((await ask(address, `Token ${https.key}`)).status).toBe(200);
    expect(await ask(address, basic(https.basic))).toMatchObject({ status: 403 });
  });

  it.each([
    'http://talend.test/datasets/customers',
    'https://talend.test/datasets/customers',
    'https://talend.test:8080/datasets/customers',
  ])('other than the documented has no API: %s', async (address) => {
    expect(await ask(address, basic(http.basic))).toMatchObject({ status: 404, code: 'WrongPort' });
  });

  it('shows its page to anybody', async () => {
    for (const origin of Object.values(origins)) {
      expect((await askLab(lab, `${origin}/`)).status).toBe(200);
    }
  });
});
