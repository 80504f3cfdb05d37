/**
 * A stand-in for an API that wants a one-time code (RFC 6238) in `X-Lab-OTP`, checked by `otpauth`: the
 * code of now, of the period before or of the one after. Under `/once/` each code is taken once, as
 * RFC 6238 §5.2 requires of a server; most take it again.
 */
import { Secret, TOTP } from 'otpauth';
import { htmlAnswer, jsonAnswer } from '../server/lab-host.mjs';
import { linkList, pageShell } from '../server/page-shell.mjs';

/** 160 bits, made for this lab. */
export const CODE_SEED = 'ONXWYZJAMEQGYYLCEBXGK5TFOIQHA3DB';
export const CODE_PERIOD_MS = 30_000;
export const CODE_PATH = '/v1/balance';

const totp = new TOTP({ secret: Secret.fromBase32(CODE_SEED), digits: 8, period: 30 });

/**
 * @param {string} code
 * @param {number} at Milliseconds since the Unix epoch.
 * @returns {number | null} How many periods the code is after that moment; null: it is of none nearby.
 */
export function periodsAfter(code, at) {
  return totp.validate({ token: code, timestamp: at, window: 1 });
}

/** @returns {import('../server/lab-host.mjs').LabHost} */
export function createCodes() {
  /** @type {Set<string>} */
  const used = new Set();
  const page = pageShell({
    title: 'Codes API (lab)',
    body: `<h1>Codes API</h1>${linkList([
      { href: CODE_PATH, label: `GET ${CODE_PATH}`, note: 'A one-time code, taken for its period' },
      {
        href: `/once${CODE_PATH}`,
        label: `GET /once${CODE_PATH}`,
        note: 'Each code is taken once',
      },
    ])}`,
  });
  return {
    name: 'codes.test',
    answer({ url, headers, now }) {
      if (url.pathname === '/') return htmlAnswer(page);
      if (![CODE_PATH, `/once${CODE_PATH}`].includes(url.pathname)) {
        return jsonAnswer(404, { error: 'Not found' });
      }
      const code = headers['x-lab-otp'];
      if (code === undefined) return jsonAnswer(401, { error: 'X-Lab-OTP is missing' });
      if (periodsAfter(code, now) === null) return jsonAnswer(401, { error: 'The code is wrong' });
      if (url.pathname.startsWith('/once/')) {
        if (used.has(code)) return jsonAnswer(401, { error: 'The code was already used' });
        used.add(code);
      }
      return jsonAnswer(200, { balance: 42 });
    },
  };
}
