/** Signing in with a code at real servers: a correct one, and one with faults on purpose. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GrantContext, PendingSignIn } from '../../../src/schemes/auth-scheme';
import { oauth2DeviceCode as scheme } from '../../../src/schemes/oauth2-device-code/oauth2-device-code';
import { OAUTH_CLIENTS } from '../../lab/apis/oauth/oauth-clients.mjs';
import { createPerson, type Person } from '../../lab/apis/oauth/person.mjs';
import { tokenRequests } from '../../lab/apis/oauth/token-requests.mjs';
import { type Lab, startLab } from '../../lab/lab.mjs';
import { askLab } from '../../lab/server/ask-lab.mjs';
import { AUTH, badFields, contextOf, NOW } from '../oauth2/lab-context';

const { grant } = scheme;
const flow = grant?.signIn;
if (!grant || !flow) throw new Error('It has a sign-in.');
const { begin, proceed } = flow;

const GOOD = {
  issuer: AUTH,
  deviceUrl: `${AUTH}/oauth/device/code`,
  tokenUrl: `${AUTH}/oauth/token`,
  revocationUrl: `${AUTH}/oauth/revoke`,
  clientId: OAUTH_CLIENTS.device.id,
  scope: 'entities:read',
};

let lab: Lab;
let context: GrantContext;
let now: number;

beforeEach(async () => {
  lab = await startLab();
  now = NOW;
  context = { ...contextOf(lab), now: () => now };
});

afterEach(() => lab.stop());

async function start(fields: Record<string, string>) {
  const credential = scheme.parse(fields);
  const pending = await begin(credential, context, 'https://not.used.test/');
  const ask = (from: PendingSignIn = pending) => proceed(credential, from, context);
  return { credential, pending, step: stepOf(pending), ask };
}

function stepOf({ step }: PendingSignIn) {
  if (step.kind !== 'device') throw new Error('It shows a code.');
  return step;
}

type Proceeded = Awaited<ReturnType<typeof proceed>>;

function stillPending(proceeded: Proceeded): PendingSignIn {
  if (!('pending' in proceeded)) throw new Error('It is over.');
  return proceeded.pending;
}

function obtainedOf(proceeded: Proceeded) {
  if (!('obtained' in proceeded)) throw new Error('It is not over.');
  return proceeded.obtained;
}

/** Goes up to the login page. */
async function enterCode(person: Person, { verificationUri, userCode }: ReturnType<typeof stepOf>) {
  const input = await person.visit(verificationUri);
  return person.send(input, { user_code: userCode });
}

async function allow(step: ReturnType<typeof stepOf>) {
  const person = createPerson(lab);
  const login = await person.send(await enterCode(person, step), {});
  const consent = await person.send(login, { login: 'ada', choice: 'continue' });
  await person.send(consent, { choice: 'continue' });
}

async function signIn() {
  const { credential, step, ask } = await start(GOOD);
  await allow(step);
  now = step.askAt;
  return { credential, obtained: obtainedOf(await ask()) };
}

describe('a sign-in with a code', () => {
  it('gives a token that the API takes, once the code was entered and all allowed', async () => {
    const { obtained } = await signIn();

    const headers = { authorization: `Bearer ${obtained.token.value}` };
    const answer = await askLab(lab, 'https://api.ixo.test/v1/entities', { headers });
    expect(answer.status).toBe(200);
    expect(obtained.refreshToken).toBeDefined();
  });

  it('shows where to go, with the code in it too, and until when', async () => {
    const { step } = await start(GOOD);

    expect(step).toMatchObject({
      verificationUri: `${AUTH}/oauth/device`,
      verificationUriComplete: `${AUTH}/oauth/device?user_code=${step.userCode}`,
      // RFC 8628 §3.2: five seconds where the server says nothing of an interval.
      askAt: NOW + 5_000,
      expiresAt: NOW + 600_000,
    });
  });

  it('waits, by the interval of the server', async () => {
    const { step, ask } = await start(GOOD);
    now = step.askAt;

    const pending = stillPending(await ask());

    expect(stepOf(pending)).toEqual({ ...step, askAt: now + 5_000 });
  });

  it('asks nothing before its time', async () => {
    const { pending, step, ask } = await start(GOOD);
    await allow(step);
    now = step.askAt - 1;

    expect(await ask()).toEqual({ pending });
    expect(tokenRequests(lab.log)).toEqual([]);
  });

  it('asks nothing when the code has ended', async () => {
    const { step, ask } = await start(GOOD);
    await allow(step);
    now = step.expiresAt;

    await expect(ask()).rejects.toMatchObject({ code: 'sign-in-expired' });
    expect(tokenRequests(lab.log)).toEqual([]);
  });

  it('is refused where the person cancels', async () => {
    const { step, ask } = await start(GOOD);
    const person = createPerson(lab);
    await person.send(await enterCode(person, step), { abort: 'yes' });
    now = step.askAt;

    await expect(ask()).rejects.toMatchObject({ code: 'sign-in-refused' });
  });

  it.each([
    ['device-denied', 'sign-in-refused'],
    ['device-expired', 'sign-in-expired'],
    ['invalid-grant', 'sign-in-expired'],
    ['invalid-client', 'token-client-refused'],
    ['html', 'token-unreadable'],
    ['redirect', 'token-unreadable'],
  ] as const)('of %s ends in %s', async (mode, code) => {
    const { step, ask } = await start(badFields(mode));
    now = step.askAt;

    await expect(ask()).rejects.toMatchObject({ code });
  });

  it('asks five seconds later each time it is told to, and never faster again', async () => {
    lab.badOauth.choose('device-slow-down');
    const { step, ask } = await start(badFields('chosen'));
    expect(step.askAt).toBe(now + 1_000);

    now = step.askAt;
    const slower = stillPending(await ask());
    expect(stepOf(slower).askAt).toBe(now + 6_000);

    now = stepOf(slower).askAt;
    const slowest = stillPending(await ask(slower));
    expect(stepOf(slowest).askAt).toBe(now + 11_000);

    lab.badOauth.choose('device-pending');
    now = stepOf(slowest).askAt;
    expect(stepOf(stillPending(await ask(slowest))).askAt).toBe(now + 11_000);

    lab.badOauth.choose('good');
    expect(obtainedOf(await ask(slowest)).token.value).toMatch(/^bad-access-/);
  });

  it.each([
    ['error-500', 2_000],
    ['reset', 2_000],
    ['error-503', 7_000],
    ['error-429', 7_000],
  ] as const)('asks less often after %s, and goes on', async (mode, wait) => {
    lab.badOauth.choose(mode);
    const { step, ask } = await start(badFields('chosen'));
    now = step.askAt;

    const pending = stillPending(await ask());

    expect(stepOf(pending).askAt).toBe(now + wait);
    lab.badOauth.choose('good');
    now += wait;
    expect(obtainedOf(await ask(pending)).token.value).toMatch(/^bad-access-/);
  });

  it('is kept between its steps as plain JSON', async () => {
    const { pending, step, ask } = await start(GOOD);
    await allow(step);
    now = step.askAt;

    const proceeded = await ask(JSON.parse(JSON.stringify(pending)));

    expect(obtainedOf(proceeded).token.value).not.toBe('');
  });
});

describe('what a code has led to', () => {
  it('is renewed, and can be given back', async () => {
    const { credential, obtained } = await signIn();
    const second = await grant.obtain(credential, context, obtained.refreshToken);

    expect(await flow.revoke(credential, second.refreshToken ?? '', context)).toBe(true);

    const refreshed = grant.obtain(credential, context, second.refreshToken);
    await expect(refreshed).rejects.toMatchObject({ code: 'sign-in-ended' });
  });

  it('has no token before the sign-in', async () => {
    const asked = grant.obtain(scheme.parse(GOOD), context);

    await expect(asked).rejects.toMatchObject({ code: 'signed-out' });
  });
});
