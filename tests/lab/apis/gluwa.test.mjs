/**
 * Gluwa's published headers must pass at their own moment, and a header with one fault
 * must fail. Vectors: Gluwa API documentation, "Authorization".
 */
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { GLUWA_ADDRESSES } from './gluwa.mjs';

const SIGNED_AT = 1587674497_000;
const { ethereum, bitcoin } = GLUWA_ADDRESSES;

const ETHEREUM_HEADER =
  'MTU4NzY3NDQ5Ny4weDk2MzIyY2ExYjk2M2M5OGUzM2ZlMTI5NmI1MDRkM2M3YWRmY2ZkNGU4NDczYmY5MmY2ZWUyNGI1' +
  'NjA0OTdkMTYzOTA0MDRhNGY5ZjI0MWQ5ZWZkZDAyY2YxZmVhNzlkMGViZjQ1ZDRhYTJlZjQ3YTRjOTdmYTA2NzUwZTI0' +
  'MjMwMWM=';
const BITCOIN_HEADER =
  'MTU4NzY3NDQ5Ny5IOEdjNGc3L1grSnNIWnlWL3FqUVNNZzlpdm9vcE16dHp4OWVmZVYrYStlQUo3WTQ1T25FaTNxbWhW' +
  'V2FMNzQzam9mZ2U0Z1FWYXB6QVZzSEZTU3BCU2s9';
/** Same key and message, other nonce: valid too, so the lab must not insist on one signature. */
const BITCOIN_LOW_R =
  'H1iG0zN+TmigcsHDUw2XQo0Wd0LKXbDVG8yr104I0g64cB1kq6WUPKUiI1oNc9Uo9hCRFlfZ3UcALJZNCSy1ZjY=';

const ETHEREUM_PATH = `/v1/USDCG/Addresses/${ethereum}/Transactions`;
const BITCOIN_PATH = `/v1/BTC/Addresses/${bitcoin}/Transactions`;

let now = SIGNED_AT;
/** @type {import('../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab({ now: () => now });
});

afterAll(() => lab.stop());

/**
 * @param {string} path
 * @param {Record<string, string | string[]>} [headers]
 * @param {string} [method]
 * @returns {Promise<{ status: number | undefined, code: string | undefined }>}
 */
function ask(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port: lab.ports.https,
        path,
        method,
        headers: { host: 'api.gluwa.test', ...headers },
        rejectUnauthorized: false,
      },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        const isJson = response.headers['content-type']?.startsWith('application/json');
        const code = isJson ? JSON.parse(text).Code : undefined;
        resolve({ status: response.statusCode, code });
      },
    )
      .on('error', reject)
      .end();
  });
}

/** @param {string} text */
const base64 = (text) => Buffer.from(text).toString('base64');

/** @param {string} value */
const signed = (value) => ({ 'x-request-signature': value });

/** @param {string} header */
const signatureIn = (header) => Buffer.from(header, 'base64').toString().split('.')[1] ?? '';

describe('signed endpoints', () => {
  it.each([
    [ETHEREUM_PATH, ETHEREUM_HEADER],
    [ETHEREUM_PATH.replace(ethereum, ethereum.toLowerCase()), ETHEREUM_HEADER],
    [`/v1/ETH/Transactions/0x${'ab'.repeat(32)}`, ETHEREUM_HEADER],
    [`/v1/sNGNG/Addresses/${ethereum}/Quotes`, ETHEREUM_HEADER],
    [BITCOIN_PATH, BITCOIN_HEADER],
    [BITCOIN_PATH, base64(`1587674497.${BITCOIN_LOW_R}`)],
    ['/v1/BTC/Transactions/abc', BITCOIN_HEADER],
    ['/V1/Quotes/1', ETHEREUM_HEADER],
    ['/V1/Quotes/1', BITCOIN_HEADER],
    ['/v1/events', ETHEREUM_HEADER],
    ['/v1/events', BITCOIN_HEADER],
  ])('take the published header at %s', async (path, header) => {
    expect(await ask(path, signed(header))).toEqual({ status: 200, code: undefined });
  });

  it('refuse a request without one', async () => {
    expect(await ask(ETHEREUM_PATH)).toEqual({ status: 403, code: 'SignatureMissing' });
  });

  it.each([
    ['the other key', ETHEREUM_PATH, BITCOIN_HEADER],
    ['another address', ETHEREUM_PATH.replace('0x3E', '0x3F'), ETHEREUM_HEADER],
    ['another timestamp', ETHEREUM_PATH, base64(`1587674498.${signatureIn(ETHEREUM_HEADER)}`)],
    ['milliseconds', ETHEREUM_PATH, base64(`1587674497000.${signatureIn(ETHEREUM_HEADER)}`)],
    ['a second dot', ETHEREUM_PATH, base64(`1587674497..${signatureIn(ETHEREUM_HEADER)}`)],
    ['a bare signature', ETHEREUM_PATH, signatureIn(ETHEREUM_HEADER)],
    ['missing padding', ETHEREUM_PATH, ETHEREUM_HEADER.replace('=', '')],
    [
      'upper-case hex',
      ETHEREUM_PATH,
      base64(`1587674497.0x${signatureIn(ETHEREUM_HEADER).slice(2).toUpperCase()}`),
    ],
    ['garbage', BITCOIN_PATH, base64('1587674497.AAAA')],
  ])('refuse %s', async (_what, path, header) => {
    expect(await ask(path, signed(header))).toEqual({ status: 403, code: 'InvalidSignature' });
  });

  it('refuse a header sent twice', async () => {
    const twice = { 'x-request-signature': [ETHEREUM_HEADER, ETHEREUM_HEADER] };

    expect(await ask(ETHEREUM_PATH, twice)).toEqual({ status: 403, code: 'InvalidSignature' });
  });

  it.each([
    [-600_001, 403],
    [-600_000, 200],
    [600_000, 200],
    [600_001, 403],
  ])('with a clock %i ms after signing answer %i', async (offset, status) => {
    now = SIGNED_AT + offset;
    const answer = await ask(BITCOIN_PATH, signed(BITCOIN_HEADER));
    now = SIGNED_AT;

    const code = status === 403 ? 'SignatureExpired' : undefined;
    expect(answer).toEqual({ status, code });
  });
});

describe('other endpoints', () => {
  // "YWJjZDoxMjM0": Gluwa API documentation, "API Keys and Secrets".
  const apiKey = { authorization: 'Basic YWJjZDoxMjM0' };

  it.each([
    ['POST', '/v1/QRCode'],
    ['POST', '/v1/QRCode/payload'],
    ['GET', '/v1/Orders'],
    ['PATCH', '/v1/Orders/1'],
  ])('%s %s wants the API key', async (method, path) => {
    expect((await ask(path, apiKey, method)).status).toBe(200);
    expect(await ask(path, {}, method)).toEqual({ status: 403, code: 'Forbidden' });
    expect((await ask(path, { authorization: 'Basic YWJjZDoxMjM1' }, method)).status).toBe(403);
  });

  it.each([
    `/v1/USDCG/Addresses/${ethereum}`,
    '/v1/BTC/Fee',
    '/v1/OrderBook/BtcUsdcg',
    '/v1/USDCG/Contract/Address',
  ])('%s wants nothing', async (path) => {
    expect((await ask(path)).status).toBe(200);
  });

  it.each([
    ['/v1/Quotes/1', 404],
    ['/V1/Orders', 404],
    ['/v1/constructor/Fee', 400],
    [`/v1/BTC/Addresses/${ethereum}`, 400],
  ])('%s does not exist: %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });
});
