/** The stand-in takes the codes of RFC 6238, a period late and early, and each once where it counts. */
import { createHmac } from 'node:crypto';
import { base32 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { CODE_PATH, CODE_PERIOD_MS, CODE_SEED, createCodes } from './one-time-codes.mjs';

const AT = 1_700_000_010_000;

/** @param {number} now */
function codeAt(now) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / CODE_PERIOD_MS)));
  const mac = createHmac('sha1', base32.decode(CODE_SEED)).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fff_ffff;
  return String(number % 1e8).padStart(8, '0');
}

/**
 * @param {import('../server/lab-host.mjs').LabHost} host
 * @param {string | undefined} code
 */
async function statusOf(host, code, path = CODE_PATH) {
  const headers = code === undefined ? {} : { 'x-lab-otp': code };
  const url = new URL(path, `https://${host.name}`);
  return (await host.answer({ method: 'GET', url, port: 443, headers, body: '', now: AT })).status;
}

describe('the codes API', () => {
  it.each([
    ['of now', codeAt(AT), 200],
    ['of the period before', codeAt(AT - CODE_PERIOD_MS), 200],
    ['of the period after', codeAt(AT + CODE_PERIOD_MS), 200],
    ['of two periods before', codeAt(AT - 2 * CODE_PERIOD_MS), 401],
    ['that is missing', undefined, 401],
    ['of other digits', '00000000', 401],
  ])('answers a code %s', async (_, code, status) => {
    expect(await statusOf(createCodes(), code)).toBe(status);
  });

  it('takes each code once, where it counts', async () => {
    const host = createCodes();

    expect(await statusOf(host, codeAt(AT), `/once${CODE_PATH}`)).toBe(200);
    expect(await statusOf(host, codeAt(AT), `/once${CODE_PATH}`)).toBe(401);
    expect(await statusOf(host, codeAt(AT))).toBe(200);
  });
});
