/** Refusals of token endpoints, kind by kind: the right code for each request that can meet them. */
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/domain/errors';
import {
  authorizeDevice,
  back,
  exchange,
  obtain,
  poll,
  refresh,
  revoke,
  type Send,
} from './grants';
import { REFUSED_ANSWERS, type RefusedAnswer } from './refused-answers';

function answerOf({
  status,
  body,
  type = 'application/json',
}: Omit<RefusedAnswer, 'from' | 'obtain' | 'exchange' | 'refresh'>) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return async () => new Response(text, { status, headers: { 'Content-Type': type } });
}

async function failureOf(asked: Promise<unknown>): Promise<AppError> {
  return asked.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error) => error,
  );
}

const codeOf = async (asked: Promise<unknown>) => (await failureOf(asked)).code;

describe('a refusal', () => {
  it.each(REFUSED_ANSWERS)('of $from with $status and $body', async (answer) => {
    const send = answerOf(answer);

    expect({
      obtain: await codeOf(obtain(send)),
      exchange: await codeOf(exchange(send)),
      refresh: await codeOf(refresh(send)),
    }).toEqual({ obtain: answer.obtain, exchange: answer.exchange, refresh: answer.refresh });
  });

  it.each([
    ['a page', '<h1>Sign in</h1>', 200],
    ['JSON without a token', '{}', 200],
    ['no text', '', 204],
    ['a redirect', '', 307],
  ])('is not in %s: that is no answer to read, and is asked for again', async (_, text, status) => {
    const body = status === 204 ? null : text;
    const send: Send = async () =>
      new Response(body, { status, headers: { Location: 'https://x.test/' } });

    expect(await codeOf(obtain(send))).toBe('token-unreadable');
    expect(await codeOf(refresh(send))).toBe('token-unreadable');
  });

  it('is not in an error beside a token', async () => {
    const send = answerOf({ status: 200, body: { access_token: 'at', error: 'none' } });

    expect((await obtain(send)).token.value).toBe('at');
  });
});

describe('a device that waits', () => {
  it.each([
    ['RFC 8628', 400, 'authorization_pending', 5],
    ['RFC 8628', 400, 'slow_down', 10],
    ['GitHub', 200, 'authorization_pending', 5],
    ['GitHub', 200, 'slow_down', 10],
    ['Google', 428, 'authorization_pending', 5],
    ['Google', 403, 'slow_down', 10],
    ['Auth0', 403, 'authorization_pending', 5],
    ['Auth0', 429, 'slow_down', 10],
    ['a busy server', 503, '', 10],
    ['a busy server', 408, '', 10],
  ])('at %s, told with %i %s, asks again every %i s', async (_, status, error, intervalS) => {
    const proceeded = await poll(answerOf({ status, body: { error } }));

    expect(proceeded).toMatchObject({ pending: { secret: { intervalS } } });
  });

  it.each([
    [400, { error: 'access_denied' }, 'sign-in-refused'],
    [403, { error: 'access_denied' }, 'sign-in-refused'],
    [401, { error: 'access_denied' }, 'token-client-refused'],
    [400, { error: 'expired_token' }, 'sign-in-expired'],
    [400, { error: 'invalid_grant' }, 'sign-in-expired'],
    [200, { error: 'incorrect_device_code' }, 'token-request-refused'],
    [400, '', 'token-request-refused'],
    [401, '', 'token-client-refused'],
  ])('told with %i and %j has failed: %s', async (status, body, code) => {
    expect(await codeOf(poll(answerOf({ status, body })))).toBe(code);
  });

  it.each([
    [200, { error: 'device_flow_disabled' }, 'token-request-refused'],
    [403, '', 'token-client-refused'],
    [404, '<h1>Not found</h1>', 'token-request-refused'],
    [429, '', 'token-unavailable'],
  ])('gets no code with %i and %j: %s', async (status, body, code) => {
    expect(await codeOf(authorizeDevice(answerOf({ status, body })))).toBe(code);
  });
});

describe('a revocation', () => {
  it.each([200, 204])('is done with %i, with any body', async (status) => {
    const send: Send = async () => new Response(status === 204 ? null : '<h1>Bye</h1>', { status });

    expect(await revoke(send)).toBe(true);
  });

  it.each([
    [401, '', 'token-client-refused'],
    [400, { error: 'unsupported_token_type' }, 'token-request-refused'],
    [503, '', 'token-unavailable'],
  ])('is refused with %i and %j: %s', async (status, body, code) => {
    expect(await codeOf(revoke(answerOf({ status, body })))).toBe(code);
  });
});

describe('the authorization endpoint', () => {
  const never: Send = async () => {
    throw new Error('No token is asked for.');
  };
  const told = (query: string) => failureOf(back(never, ({ state }) => `${query}&state=${state}`));

  it.each([
    ['server_error', 'sign-in-failed-there'],
    ['temporarily_unavailable', 'sign-in-failed-there'],
    ['access_denied', 'sign-in-refused'],
    ['invalid_scope', 'sign-in-refused'],
    ['an_own_word', 'sign-in-refused'],
  ])('that answers with %s: %s', async (error, code) => {
    expect(await told(`error=${error}`)).toMatchObject({ code, serverSays: error });
  });

  it('is quoted', async () => {
    const described = 'error=access_denied&error_description=Ada%20has%0Anot%20agreed';

    expect(await told(described)).toMatchObject({ serverSays: 'Ada has not agreed' });
  });
});
