// @vitest-environment happy-dom
/** A login that the user tries: asked by a click alone, and the place of a member is filled in by another. */
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoginMember, TriedLogin } from '../../../src/domain/tried-login';
import { drawEditor, field, press, STORED, type } from '../../support/editor';
import { asked } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => asked.splice(0));
afterEach(cleanup);

const SERVER = 'https://id.test';
const BUTTON = 'Try it: log in once at id.test';
const URL_LABEL = /^Login URL/;
const PLACE = /^Where the token is in/;

const MEMBERS: readonly LoginMember[] = [
  {
    place: '/data/jwt',
    kind: 'jwt',
    length: 210,
    uses: [
      { as: 'token', fields: { tokenAt: '/data/jwt' } },
      { as: 'refresh_token', fields: { refreshTokenAt: '/data/jwt' } },
    ],
  },
  {
    place: '/data/expires',
    kind: 'number',
    length: 4,
    uses: [
      {
        as: 'end_seconds',
        lasts: 'hours',
        fields: { endKind: 'seconds', endAt: '/data/expires' },
      },
    ],
  },
  { kind: 'text', length: 36, uses: [] },
];

const answered = (more: Partial<Extract<TriedLogin, { kind: 'answered' }>> = {}) =>
  ({
    ok: true,
    found: { kind: 'answered', status: 200, body: 'json', members: MEMBERS, isCut: false, ...more },
  }) as const;

/** Chooses the scheme and types a login, and lets Preact draw. */
async function typeLogin(url = `${SERVER}/login`): Promise<void> {
  await fireEvent.change(field('Authentication scheme'), { target: { value: 'login-token' } });
  await enter(URL_LABEL, url);
  await enter(/^Secret fields/, 'password=secret');
}

async function enter(label: string | RegExp, value: string): Promise<void> {
  type(label, value);
  await Promise.resolve();
}

const said = (words: RegExp) =>
  vi.waitFor(() =>
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContainEqual(
      expect.stringMatching(words),
    ),
  );

describe('Try it', () => {
  it('is offered for a login alone, once there is an address that it may go to', async () => {
    await drawEditor({});
    expect(screen.queryByText(/^Try it/)).toBeNull();

    await typeLogin('');
    expect(screen.queryByText(/^Try it/)).toBeNull();
    await enter(URL_LABEL, 'http://id.test/login');
    expect(screen.queryByText(/^Try it/)).toBeNull();
    await enter(URL_LABEL, 'http://localhost:8000/login');
    expect(
      screen.getByRole('button', { name: 'Try it: log in once at localhost:8000' }),
    ).toBeTruthy();
  });

  it('asks nothing by itself, and once at a click, after the browser in the same tick', async () => {
    const { trials } = await drawEditor({ tried: answered() });
    await typeLogin();
    await enter(PLACE, '/token');
    expect(trials()).toEqual([]);
    expect(asked).toEqual([]);

    press(BUTTON);
    // Checked before any await: browsers ask only in the tick of the click.
    expect(asked).toEqual([`${SERVER}/*`]);
    await said(/^The login was answered with status 200\. Choose/);

    expect(trials()).toEqual([
      {
        type: 'login/try',
        login: {
          schemeId: 'login-token',
          fields: expect.objectContaining({
            url: `${SERVER}/login`,
            secretFields: 'password=secret',
            tokenAt: '/token',
          }),
        },
      },
    ]);
  });

  it('asks once however often it is pressed while it waits', async () => {
    let answer = (_: ReturnType<typeof answered>) => {};
    const tried = new Promise<ReturnType<typeof answered>>((resolve) => {
      answer = resolve;
    });
    const { trials } = await drawEditor({ tried });
    await typeLogin();

    press(BUTTON);
    const waiting = await screen.findByRole('button', { name: 'Logging in at id.test…' });
    expect(waiting.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(waiting);
    answer(answered());
    await said(/^The login was answered/);

    expect(trials()).toHaveLength(1);
  });

  it('lists the members, and fills in the places of those that the user presses', async () => {
    await drawEditor({ tried: answered({ isCut: true }) });
    await typeLogin();
    press(BUTTON);
    await said(/^The login was answered/);
    const members = [...document.querySelectorAll('.login-members li')];
    expect(members.map((each) => each.firstElementChild?.textContent)).toEqual([
      '/data/jwt',
      '/data/expires',
      'name not shown, it may be a secret',
    ]);
    expect(members[0]?.textContent).toContain('JWT, length 210');
    expect(screen.getByText(/^The answer has more members/)).toBeTruthy();

    press('Token: /data/jwt');
    await said(/Filled in: \/data\/jwt\. Check/);
    expect(field(PLACE).value).toBe('/data/jwt');
    expect(
      screen.getByRole('button', { name: 'Token: /data/jwt' }).getAttribute('aria-pressed'),
    ).toBe('true');

    press('End in seconds (lasts hours): /data/expires');
    await said(/Filled in: \/data\/expires\. Check/);
    expect(field('When the token ends').value).toBe('seconds');
    expect(field(/^Where the end is/).value).toBe('/data/expires');

    press('Refresh token: /data/jwt');
    await said(/uses it once you have entered a refresh URL/);
    await enter(/^Refresh URL/, `${SERVER}/refresh`);
    expect(field(/^Where the refresh token is/).value).toBe('/data/jwt');
  });

  it('shows no result beside another address', async () => {
    await drawEditor({ tried: answered() });
    await typeLogin();
    press(BUTTON);
    await said(/^The login was answered/);

    await enter(URL_LABEL, `${SERVER}/login/`);
    expect(document.querySelector('.login-members')).toBeNull();
  });

  it.each<[RegExp, TriedLogin]>([
    [/refused the login with status 401.*once\.$/, { kind: 'refused', status: 401, body: 'json' }],
    [/no such login.*status 404.*page of HTML/, { kind: 'not-there', status: 404, body: 'html' }],
    [/status 503.*no content/, { kind: 'for-later', status: 503, body: 'none' }],
    [
      /status 200, but no member can be a token.*not JSON/,
      { kind: 'answered', status: 200, body: 'other', members: [], isCut: false },
    ],
    [/redirects this address.*documentation/, { kind: 'redirected' }],
  ])('says %s', async (words, found) => {
    const { trials } = await drawEditor({ tried: { ok: true, found } });
    await typeLogin();
    press(BUTTON);

    await said(words);
    expect(trials()).toHaveLength(1);
  });

  it('fills in the address of a redirect at a click, and keeps the typed secrets', async () => {
    const url = `${SERVER}/login/`;
    const { trials } = await drawEditor({
      tried: { ok: true, found: { kind: 'redirected', fields: { url } } },
    });
    await typeLogin();
    press(BUTTON);
    await said(/^id\.test redirects this address/);

    press(`Use ${url}`);
    await vi.waitFor(() => expect(field(URL_LABEL).value).toBe(url));
    expect(field(/^Secret fields/).value).toBe('password=secret');
    expect(trials()).toHaveLength(1);
  });

  it('names the field that the background refuses', async () => {
    await drawEditor({
      tried: {
        ok: false,
        failure: { code: 'credential-invalid', field: 'secretFields', problem: 'required' },
      },
    });
    await typeLogin();
    press(BUTTON);

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/^Secret fields, .*: Fill in this field\.$/);
  });
});

describe('a stored login', () => {
  const [header] = STORED.headers;
  if (!header) throw new Error('There is one.');
  const stored = { ...STORED, headers: [{ ...header, schemeId: 'login-token' as const }] };
  const shown = {
    fields: { url: `${SERVER}/login`, tokenAt: '/data/jwt' },
    kept: ['secretFields'],
    tails: {},
  };

  it('is tried as it is saved', async () => {
    const { trials } = await drawEditor({ stored, shown, tried: answered() });
    await screen.findByRole('button', { name: BUTTON });
    press(BUTTON);
    await said(/^The login was answered/);

    expect(trials()).toEqual([{ type: 'login/try', login: { headerId: 'h' } }]);
  });

  it('is not tried with changed fields, before its secrets are typed again', async () => {
    const { trials } = await drawEditor({ stored, shown, tried: answered() });
    await screen.findByRole('button', { name: BUTTON });
    await enter(PLACE, '/other');
    expect(screen.queryByRole('button', { name: BUTTON })).toBeNull();
    expect(screen.getByText(/^To try a login at id\.test, enter its secrets again/)).toBeTruthy();

    const replace = screen.getAllByRole('button', { name: /^Replace/ });
    fireEvent.click(replace[0] as HTMLElement);
    await enter(/^Secret fields/, 'password=another');
    press(BUTTON);
    await said(/^The login was answered/);
    expect(trials()).toMatchObject([{ login: { fields: { secretFields: 'password=another' } } }]);
  });
});
