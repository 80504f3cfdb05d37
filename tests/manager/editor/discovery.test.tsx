// @vitest-environment happy-dom
/** Sign-in discovery: a click asks the server, and the server that the user chooses fills the form. */
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DescribedIssuer, IssuerMetadata } from '../../../src/domain/proposal';
import { drawEditor, field, press, STORED, summaries, type } from '../../support/editor';
import { asked, redirect } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => asked.splice(0));
afterEach(cleanup);

const ISSUER = 'https://auth.test';
const METADATA: IssuerMetadata = {
  issuer: ISSUER,
  authorizationUrl: `${ISSUER}/authorize`,
  tokenUrl: `${ISSUER}/token`,
  issCheck: 'always',
};
const SITE = 'https://api.test';
const PROPOSAL = { servers: [ISSUER], scopes: ['read', 'write'] };
const DESCRIBED: DescribedIssuer = { metadata: METADATA, leftOut: [] };
const TOLD = { [ISSUER]: { ok: true, found: DESCRIBED } } as const;
const PROPOSED = { ...TOLD, [`${SITE}/`]: { ok: true, found: PROPOSAL } } as const;

const SIGN_IN = 'oauth2-authorization-code';

/** Chooses a scheme, and lets Preact draw. */
async function choose(scheme: string): Promise<void> {
  await fireEvent.change(field('Authentication scheme'), { target: { value: scheme } });
}

async function enter(label: string | RegExp, value: string): Promise<void> {
  type(label, value);
  await Promise.resolve();
}

const status = (words: RegExp) =>
  vi.waitFor(() =>
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContainEqual(
      expect.stringMatching(words),
    ),
  );

describe('Look up', () => {
  it('asks the browser for the host in the same tick, fills in what it is told, and says so', async () => {
    const { looked } = await drawEditor({ told: TOLD });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', ISSUER);

    press('Look up');

    // Checked before any await: browsers ask only in the tick of the click.
    expect(asked).toEqual([`${ISSUER}/*`]);
    await status(/^Filled in: Issuer, Token URL\. /);
    expect(field('Token URL').value).toBe(`${ISSUER}/token`);
    expect(looked()).toEqual([{ type: 'issuer/look-up', issuer: ISSUER }]);
  });

  it('keeps what is typed meanwhile, and the rest of the form', async () => {
    await drawEditor({ told: TOLD });
    await choose('oauth2-client-credentials');
    await enter('Client ID', 'robot');
    await enter('Issuer (optional)', ISSUER);

    press('Look up');
    await enter('Client secret', 'typed meanwhile');
    await status(/^Filled in/);

    expect(field('Client ID').value).toBe('robot');
    expect(field('Client secret').value).toBe('typed meanwhile');
  });

  it('fills in nothing where another issuer has been typed meanwhile', async () => {
    await drawEditor({ told: TOLD });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', ISSUER);

    press('Look up');
    await enter('Issuer (optional)', `${ISSUER}/other`);
    await screen.findByRole('button', { name: 'Look up' });

    expect(field('Token URL').value).toBe('');
  });

  it('leaves no address of another server beside those of this one', async () => {
    const { tokenUrl: _, ...rest } = METADATA;
    await drawEditor({ told: { [ISSUER]: { ok: true, found: { metadata: rest, leftOut: [] } } } });
    await choose('oauth2-client-credentials');
    await enter('Token URL', 'https://old.test/token');
    await enter('Issuer (optional)', ISSUER);

    press('Look up');
    await status(/^Filled in: Issuer\. /);

    expect(field('Token URL').value).toBe('');
  });

  it('says at the field why nothing was found, and asks for no host that is refused', async () => {
    await drawEditor({
      told: {
        'http://auth.test': {
          ok: false,
          failure: { code: 'credential-invalid', field: 'issuer', problem: 'endpoint-http' },
        },
      },
    });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', 'http://auth.test');

    press('Look up');

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Use https');
    expect(field('Issuer (optional)').getAttribute('aria-describedby')).toBe(alert.id);
    expect(asked).toEqual([]);
  });
});

describe('a server that has looked itself up', () => {
  it('is said to have left out what cannot be used, by the names of the fields', async () => {
    const leftOut = ['deviceUrl', 'revocationUrl'] as const;
    await drawEditor({
      told: { [ISSUER]: { ok: true, found: { ...DESCRIBED, leftOut } } },
    });
    await choose(SIGN_IN);
    await enter('Issuer (optional)', ISSUER);

    press('Look up');

    // This scheme has no field for a device URL.
    await status(/ Left out, because the server gives no usable URL for it: Revocation URL\.$/);
  });

  it('is said to be of every tenant', async () => {
    await drawEditor({
      told: { [ISSUER]: { ok: true, found: { ...DESCRIBED, isForEveryTenant: true } } },
    });
    await choose(SIGN_IN);
    await enter('Issuer (optional)', ISSUER);

    press('Look up');

    await status(/Filled in: .* This server signs in people of every tenant\./);
  });
});

describe('a server that calls itself by another name', () => {
  const NAME = 'https://other.test/realm';
  const told = {
    [ISSUER]: { ok: true, found: { callsItself: NAME } },
    [NAME]: { ok: true, found: { ...DESCRIBED, metadata: { ...METADATA, issuer: NAME } } },
  } as const;

  it('fills in nothing before the user takes that name, and is asked by it then', async () => {
    const { looked } = await drawEditor({ told });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', ISSUER);

    press('Look up');
    await screen.findByText(/this server calls itself https:\/\/other\.test\/realm\./);

    expect(field('Issuer (optional)').value).toBe(ISSUER);
    expect(field('Token URL').value).toBe('');
    expect(looked()).toEqual([{ type: 'issuer/look-up', issuer: ISSUER }]);
    expect(asked).toEqual([`${ISSUER}/*`]);

    press(`Use ${NAME}`);

    expect(asked).toEqual([`${ISSUER}/*`, 'https://other.test/*']);
    await status(/^Filled in: Issuer, Token URL\. /);
    expect(field('Issuer (optional)').value).toBe(NAME);
    expect(field('Token URL').value).toBe(METADATA.tokenUrl);
    expect(looked()).toEqual([
      { type: 'issuer/look-up', issuer: ISSUER },
      { type: 'issuer/look-up', issuer: NAME },
    ]);
  });

  it('is proposed no longer once another issuer is typed', async () => {
    await drawEditor({ told });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', ISSUER);
    press('Look up');
    await screen.findByText(/calls itself/);

    await enter('Issuer (optional)', `${ISSUER}/x`);

    expect(screen.queryByText(/calls itself/)).toBeNull();
  });

  it('is proposed where a site has named it', async () => {
    const proposal = { ok: true, found: PROPOSAL } as const;
    const { looked } = await drawEditor({ site: SITE, told: { ...told, [`${SITE}/`]: proposal } });
    press('Find how to sign in');
    fireEvent.click(await screen.findByRole('button', { name: 'Look up auth.test' }));
    await screen.findByText(/calls itself/);
    expect(field('Authentication scheme').value).toBe('basic');

    press(`Use ${NAME}`);
    await status(/Filled in: /);

    expect(field('Issuer (optional)').value).toBe(NAME);
    expect(field('Scope (optional)').value).toBe('read write');
    expect(looked().at(-1)).toEqual({ type: 'issuer/look-up', issuer: NAME });
  });
});

describe('Find how to sign in', () => {
  const FIND = 'Find how to sign in';

  it('shows who says what, and asks the server that is named at the next click only', async () => {
    const { looked } = await drawEditor({ site: SITE, told: PROPOSED });

    press(FIND);
    expect(asked).toEqual([`${SITE}/*`]);
    await screen.findByText('api.test says that you sign in at auth.test.');

    expect(looked()).toEqual([{ type: 'site/find-sign-in', url: `${SITE}/` }]);
    expect(field('Authentication scheme').value).toBe('basic');

    press('Look up auth.test');
    expect(asked).toEqual([`${SITE}/*`, `${ISSUER}/*`]);
    await status(/Filled in: Issuer, Authorization URL, Token URL, Scope\./);
    expect(looked()).toHaveLength(2);
  });

  it('fills in the scheme by which people sign in, and saves nothing', async () => {
    const { saves } = await drawEditor({ site: SITE, told: PROPOSED });

    press(FIND);
    fireEvent.click(await screen.findByRole('button', { name: 'Look up auth.test' }));
    await status(/Filled in/);

    expect(field('Authentication scheme').value).toBe(SIGN_IN);
    expect(field('Issuer (optional)').value).toBe(ISSUER);
    expect(field('Authorization URL').value).toBe(`${ISSUER}/authorize`);
    expect(field('Token URL').value).toBe(`${ISSUER}/token`);
    expect(field('Check the issuer of the response (iss)').value).toBe('always');
    expect(field('Scope (optional)').value).toBe('read write');
    expect(saves()).toEqual([]);
  });

  it('begins a credential afresh: no secret that was typed goes to a server that was found', async () => {
    await drawEditor({ site: SITE, told: PROPOSED });
    await choose(SIGN_IN);
    await enter('Client secret (optional)', 'for another server');

    press(FIND);
    fireEvent.click(await screen.findByRole('button', { name: 'Look up auth.test' }));
    await status(/Filled in/);

    expect(field('Client secret (optional)').value).toBe('');
  });

  it('stays with a scheme that takes an issuer', async () => {
    await drawEditor({ site: SITE, told: PROPOSED });
    await choose('oauth2-client-credentials');

    press(FIND);
    fireEvent.click(await screen.findByRole('button', { name: 'Look up auth.test' }));
    await status(/Filled in/);

    expect(field('Authentication scheme').value).toBe('oauth2-client-credentials');
  });

  it('asks at the path of the site', async () => {
    const { looked } = await drawEditor({});
    await enter('Site', `${SITE}/v1/things`);

    press(FIND);

    await vi.waitFor(() =>
      expect(looked()).toEqual([{ type: 'site/find-sign-in', url: `${SITE}/v1/things` }]),
    );
  });

  it('says why nothing was found', async () => {
    await drawEditor({
      site: SITE,
      told: { [`${SITE}/`]: { ok: false, failure: { code: 'discovery-no-proposal' } } },
    });

    press(FIND);

    expect((await screen.findByRole('alert')).textContent).toContain('does not say how to sign in');
  });

  it.each([
    ['no site', { site: '' }],
    ['a site by plain http', { site: 'http://api.test' }],
    ['a stored header', { stored: STORED }],
    [
      'no scheme by which people sign in',
      { site: SITE, schemes: summaries.filter(({ signIn }) => !signIn) },
    ],
  ])('is not offered with %s', async (_, drawn) => {
    await drawEditor(drawn);

    expect(screen.queryByRole('button', { name: FIND })).toBeNull();
  });
});

describe('what few need', () => {
  const more = () => screen.getByText('More').closest('details');

  it('is folded up, and opens by itself when it says something', async () => {
    await drawEditor({});
    await choose('oauth2-client-credentials');
    expect(more()?.open).toBe(false);

    await enter('Audience (optional)', 'api');
    await vi.waitFor(() => expect(more()?.open).toBe(true));
    await enter('Audience (optional)', '');

    // The proposal stays open until the user closes it.
    expect(more()?.open).toBe(true);
  });

  it('opens when something in it is refused', async () => {
    const failure = {
      code: 'credential-invalid',
      field: 'headers.0.parameters',
      problem: 'parameter-syntax',
    } as const;
    await drawEditor({ site: SITE }, { ok: false, failure });
    await choose('oauth2-client-credentials');

    press('Save');

    await screen.findByRole('alert');
    expect(more()?.open).toBe(true);
    await vi.waitFor(() => expect(document.activeElement).toBe(field(/^Extra parameters/)));
  });
});

describe('the redirect address', () => {
  const ADDRESS = 'https://keybearer.chromiumapp.org/';
  const DIGEST = '0123456789abcdef0123456789abcdef01234567';
  const OWN = `https://${DIGEST}.extensions.allizom.org/`;
  const LOOPBACK = `http://127.0.0.1/mozoauth2/${DIGEST}/`;
  const CHOICE = 'Redirect URI to use';

  afterEach(() => {
    redirect.own = ADDRESS;
    vi.unstubAllGlobals();
  });

  it('is shown for a scheme that signs in with it, and copied at a click', async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    await drawEditor({});
    expect(screen.queryByText(ADDRESS)).toBeNull();

    await choose(SIGN_IN);
    expect(await screen.findByText(ADDRESS)).toBeDefined();
    press('Copy');

    await status(/^Copied$/);
    expect(writeText).toHaveBeenCalledExactlyOnceWith(ADDRESS);
    expect(screen.queryByLabelText(CHOICE)).toBeNull();
  });

  it('is one of two in Firefox, and the chosen one is saved', async () => {
    redirect.own = OWN;
    const { saves } = await drawEditor({});
    await choose(SIGN_IN);
    expect(screen.getByText(OWN)).toBeDefined();
    expect(screen.getByText(LOOPBACK)).toBeDefined();
    expect(screen.getByText(/register a desktop app with the 127\.0\.0\.1 address/)).toBeDefined();
    expect(field(CHOICE).value).toBe('extension');

    await fireEvent.change(field(CHOICE), { target: { value: 'loopback' } });
    expect(field(CHOICE).value).toBe('loopback');
    press('Save');

    await vi.waitFor(() => expect(saves()).toHaveLength(1));
    expect(saves()).toMatchObject([
      { profile: { headers: [{ fields: { redirect: 'loopback' } }] } },
    ]);
  });

  it('is shown for a stored credential too, without its choice', async () => {
    redirect.own = OWN;
    const headers = STORED.headers.map((each) => ({ ...each, schemeId: SIGN_IN }) as const);
    await drawEditor({ stored: { ...STORED, headers } });

    expect(screen.getByText(OWN)).toBeDefined();
    expect(screen.getByText(LOOPBACK)).toBeDefined();
    expect(screen.queryByLabelText(CHOICE)).toBeNull();
  });
});
