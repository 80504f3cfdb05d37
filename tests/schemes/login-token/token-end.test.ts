import { describe, expect, it } from 'vitest';
import { jwtOf } from '../../support/jwt';
import { NOW, tokenOf } from './logins';

const HOUR = 3600_000;
/** A server whose clock is a year ahead of ours. */
const SERVER = NOW + 365 * 24 * HOUR;

function answered(body: object, date?: number) {
  const headers = date === undefined ? {} : { Date: new Date(date).toUTCString() };
  return () => Response.json({ access_token: 'at', ...body }, { headers });
}

const life = async (more: Record<string, string>, body: object, date?: number) => {
  const { expiresAt } = await tokenOf(more, answered(body, date));
  return expiresAt === undefined ? undefined : expiresAt - NOW;
};

describe('the end of a token', () => {
  it.each([
    ['seconds', 3600, HOUR],
    ['seconds', '3600', HOUR],
    ['seconds', NOW / 1000 + 3600, HOUR],
    ['seconds', `${NOW / 1000 + 3600}`, HOUR],
    ['milliseconds', 900_000, 900_000],
    ['milliseconds', NOW + HOUR, HOUR],
    ['date', new Date(NOW + HOUR).toISOString(), HOUR],
    ['date', new Date(NOW + HOUR).toUTCString(), HOUR],
    // Without a zone: UTC.
    ['date', new Date(NOW + HOUR).toISOString().replace('Z', ''), HOUR],
    ['date', new Date(NOW + HOUR).toISOString().slice(0, 19).replace('T', ' '), HOUR],
  ])('in %s, %j', async (endKind, end, wanted) => {
    expect(await life({ endKind, endAt: '/end' }, { end })).toBe(wanted);
  });

  it.each([
    ['seconds', 0],
    ['seconds', -1],
    ['seconds', 'soon'],
    ['seconds', ''],
    ['seconds', null],
    ['seconds', undefined],
    ['milliseconds', {}],
    ['date', 'soon'],
    ['date', 7],
  ])('is unknown if the answer has %s %j: renewed within the hour', async (endKind, end) => {
    const token = await tokenOf({ endKind, endAt: '/end' }, answered({ end }));

    expect(token).not.toHaveProperty('expiresAt');
    expect(token.renewAt).toBeLessThan(NOW + HOUR);
  });

  it.each([
    ['date', new Date(SERVER + HOUR).toISOString()],
    ['seconds', SERVER / 1000 + 3600],
    ['milliseconds', SERVER + HOUR],
  ])('in %s is by the clock of the server', async (endKind, end) => {
    expect(await life({ endKind, endAt: '/end' }, { end }, SERVER)).toBe(HOUR);
  });

  it('is in the token, if it is a JWT', async () => {
    const access_token = jwtOf({ exp: SERVER / 1000 + 3600 });

    expect(await life({}, { access_token }, SERVER)).toBe(HOUR);
    expect(await life({}, { access_token: 'opaque' })).toBeUndefined();
  });

  it('is after a fixed life, or never', async () => {
    expect(await life({ endKind: 'fixed', life: '60' }, {})).toBe(60_000);

    const token = await tokenOf({ endKind: 'never' }, answered({ expires_in: 5 }));
    expect(token).not.toHaveProperty('expiresAt');
    // A year is within what JSON and an alarm take.
    expect(token.renewAt).toBeGreaterThan(NOW + 300 * 24 * HOUR);
  });

  it('is a year away at most', async () => {
    const wanted = 365 * 24 * HOUR;

    expect(await life({ endKind: 'date', endAt: '/end' }, { end: '9999-01-01T00:00:00Z' })).toBe(
      wanted,
    );
    expect(await life({ endKind: 'seconds', endAt: '/end' }, { end: 1e300 })).toBe(wanted);
  });
});
