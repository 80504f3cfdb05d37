/**
 * Stand-in for Gluwa's API: three kinds of endpoint on one host, which makes it a good
 * test. Some need `X-REQUEST-SIGNATURE`, some Basic with an API key, some no header.
 *
 * Source: Gluwa API documentation, pages "Authorization", "Transaction", "Quote", "QR Code",
 * "Order", "Balance", "Fee", "Order Book"; the spelling of `/v1` and `/V1` is theirs. `/v1/events`
 * is not: it shows that EventSource and WebSocket handshakes carry a signature too.
 */

import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';
import { carriesBasicCredentials } from './basic-credentials.mjs';
import { eventStreamAnswer } from './event-stream.mjs';
import { findSignatureProblem } from './gluwa-signature.mjs';

/** The documentation's example API key and secret. */
export const GLUWA_API_KEY = Object.freeze({ username: 'abcd', password: '1234' });

/** Addresses of the test keys that the documentation publishes. */
export const GLUWA_ADDRESSES = Object.freeze({
  ethereum: '0x3E6d16c11497aD1A2F47a6594d995f1FaaE727d9',
  bitcoin: '12koEsMzrdxuZ71ATU1a5jgZyUYtf3debA',
});

const { ethereum, bitcoin } = GLUWA_ADDRESSES;

/** @type {Readonly<Record<string, { owner: string, address: RegExp }>>} */
const CURRENCIES = {
  BTC: { owner: bitcoin, address: /^[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}$/ },
  ...Object.fromEntries(
    ['USDG', 'USDCG', 'sUSDCG', 'NGNG', 'sNGNG', 'KRWG', 'GCRE', 'ETH', 'USDC'].map((name) => [
      name,
      { owner: ethereum, address: /^0x[0-9a-fA-F]{40}$/ },
    ]),
  ),
};

/**
 * @typedef {object} Endpoint
 * @property {string} method
 * @property {RegExp} path
 * @property {(match: Readonly<Record<string, string>>) => readonly string[]} [owners] Present
 *   where a signature is wanted: the addresses of which one must have signed.
 * @property {boolean} [apiKey] Whether Basic with the API key is wanted.
 * @property {(match: Readonly<Record<string, string>>) => unknown} body
 * @property {boolean} [stream] Whether the body is a list to be sent as events.
 */

/** @type {readonly Endpoint[]} */
const ENDPOINTS = [
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Addresses\/(?<address>[^/]+)\/Transactions$/,
    owners: ({ address = '' }) => [address],
    body: ({ currency = '', address = '' }) => [transaction(currency, address)],
  },
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Transactions\/(?<txnhash>[^/]+)$/,
    owners: ({ currency = '' }) => [CURRENCIES[currency]?.owner ?? ''],
    body: ({ currency = '' }) => transaction(currency, CURRENCIES[currency]?.owner ?? ''),
  },
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Addresses\/(?<address>[^/]+)\/Quotes$/,
    owners: ({ address = '' }) => [address],
    body: ({ address = '' }) => [{ ID: QUOTE_ID, SendingAddress: address, Status: 'Success' }],
  },
  {
    method: 'GET',
    path: /^\/V1\/Quotes\/(?<id>[^/]+)$/,
    owners: () => [ethereum, bitcoin],
    body: ({ id = '' }) => ({ ID: id, Conversion: 'BtcUsdcg', Status: 'Success' }),
  },
  {
    method: 'GET',
    path: /^\/v1\/events$/,
    owners: () => [ethereum, bitcoin],
    body: () => [transaction('USDCG', ethereum), transaction('BTC', bitcoin)],
    stream: true,
  },
  {
    method: 'POST',
    path: /^\/v1\/QRCode(?<payload>\/payload)?$/,
    apiKey: true,
    body: ({ payload }) => (payload === undefined ? { Base64: 'bGFi' } : { Data: 'lab' }),
  },
  {
    method: 'ANY',
    path: /^\/v1\/Orders(?:\/(?<id>[^/]+))?$/,
    apiKey: true,
    body: ({ id }) => (id === undefined ? [order(QUOTE_ID)] : order(id)),
  },
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Addresses\/(?<address>[^/]+)$/,
    body: ({ currency }) => ({ Balance: '12.34', Currency: currency }),
  },
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Fee$/,
    body: ({ currency }) => ({ Currency: currency, MinimumFee: '0.05' }),
  },
  {
    method: 'GET',
    path: /^\/v1\/OrderBook\/(?<conversion>[^/]+)$/,
    body: () => [{ Amount: '100', Price: '1.01' }],
  },
  {
    method: 'GET',
    path: /^\/v1\/(?<currency>[^/]+)\/Contract\/Address$/,
    body: () => ({ Address: `0x${'5'.repeat(40)}` }),
  },
];

const QUOTE_ID = '2a9e4a8b-6d4c-4f6e-9a53-0d4a1f3d7c11';

/** @type {import('../server/lab-host.mjs').LabHost} */
export const gluwa = {
  name: 'api.gluwa.test',
  answer({ method, url, headers, now }) {
    if (url.pathname === '/') return htmlAnswer(PAGE);
    const found = findEndpoint(method, url.pathname);
    if (found === undefined) return problem(404, 'NotFound', 'No such endpoint.');
    const { endpoint, match } = found;
    if (!hasValidParameters(match)) {
      return problem(400, 'InvalidUrlParameters', 'Unknown currency or malformed address.');
    }
    if (endpoint.apiKey && !carriesBasicCredentials(headers.authorization, GLUWA_API_KEY)) {
      return problem(403, 'Forbidden', 'Check the authorization header, API key and secret.');
    }
    if (endpoint.owners !== undefined) {
      const header = headers['x-request-signature'];
      const code = findSignatureProblem({ header, owners: endpoint.owners(match), now });
      if (code !== undefined) return problem(403, code, SIGNATURE_MESSAGES[code]);
    }
    const value = endpoint.body(match);
    return endpoint.stream && Array.isArray(value)
      ? eventStreamAnswer(headers, value)
      : jsonAnswer(200, value);
  },
};

const SIGNATURE_MESSAGES = {
  SignatureMissing: 'X-REQUEST-SIGNATURE header is missing.',
  SignatureExpired: 'X-REQUEST-SIGNATURE has expired.',
  InvalidSignature: 'Invalid X-REQUEST-SIGNATURE.',
};

/**
 * @param {string} method
 * @param {string} path
 */
function findEndpoint(method, path) {
  // HEAD is a GET without its body (RFC 9110 §9.3.2), so it needs the same header.
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const endpoint of ENDPOINTS) {
    const match = endpoint.path.exec(path);
    if (match !== null && (endpoint.method === asked || endpoint.method === 'ANY')) {
      return { endpoint, match: match.groups ?? {} };
    }
  }
  return undefined;
}

/** @param {Readonly<Record<string, string>>} match */
function hasValidParameters({ currency, address }) {
  if (currency === undefined) return true;
  const known = Object.hasOwn(CURRENCIES, currency) ? CURRENCIES[currency] : undefined;
  return known !== undefined && (address === undefined || known.address.test(address));
}

/**
 * @param {number} status
 * @param {string} code
 * @param {string} message
 */
function problem(status, code, message) {
  return jsonAnswer(status, { Code: code, Message: message });
}

/**
 * @param {string} currency
 * @param {string} address
 */
function transaction(currency, address) {
  return {
    Status: 'Confirmed',
    Amount: '1.5',
    TotalAmount: '1.55',
    Fee: '0.05',
    Currency: currency,
    Sources: [address],
    Targets: [address],
    TxnHash: `0x${'ab'.repeat(32)}`,
    CreatedDateTime: '2020-04-23T20:41:37Z',
  };
}

/** @param {string} id */
function order(id) {
  return { ID: id, Conversion: 'BtcUsdcg', SourceAmount: '0.5', Price: '7400', Status: 'Active' };
}

/**
 * Links that show each kind of endpoint, for this host's page and for the start page.
 *
 * @type {readonly import('../server/page-shell.mjs').EndpointLink[]}
 */
export const GLUWA_LINKS = [
  {
    href: `https://api.gluwa.test/v1/USDCG/Addresses/${ethereum}/Transactions`,
    label: 'GET /v1/USDCG/Addresses/0x3E6d…27d9/Transactions',
    note: 'X-REQUEST-SIGNATURE by the Ethereum key of the address',
  },
  {
    href: `https://api.gluwa.test/v1/BTC/Addresses/${bitcoin}/Transactions`,
    label: 'GET /v1/BTC/Addresses/12koE…debA/Transactions',
    note: 'X-REQUEST-SIGNATURE by the Bitcoin key of the address',
  },
  {
    href: `https://api.gluwa.test/V1/Quotes/${QUOTE_ID}`,
    label: 'GET /V1/Quotes/2a9e…7c11',
    note: 'X-REQUEST-SIGNATURE by either address; capital V, as documented',
  },
  {
    href: 'https://api.gluwa.test/v1/Orders',
    label: 'GET /v1/Orders',
    note: 'Basic: API key and secret',
  },
  {
    href: `https://api.gluwa.test/v1/USDCG/Addresses/${ethereum}`,
    label: 'GET /v1/USDCG/Addresses/0x3E6d…27d9',
    note: 'Nothing: a balance is public',
  },
  {
    href: 'https://api.gluwa.test/v1/BTC/Fee',
    label: 'GET /v1/BTC/Fee',
    note: 'Nothing',
  },
];

const PAGE = pageShell({
  title: 'Gluwa API (lab)',
  body: `<h1>Gluwa API</h1>
<p class="soft">A stand-in for tests. Signatures are valid for ten minutes.</p>
<section>
<h2>Endpoints</h2>
${linkList(GLUWA_LINKS)}
</section>`,
});
