// @vitest-environment happy-dom
/** A destination that changes empties the secrets beside it, and each of them says why. */
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isDestination } from '../../../src/domain/destinations';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { fieldLabel } from '../../../src/ui/scheme-text';
import { draftOf } from '../../support/drafts';
import { drawEditor, field, press, summaries, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const REASON = 'The server’s address has changed, so this secret was removed.';
const SECRET = /^Client secret/;
const asking = summaries.filter(({ fields }) => fields.some(isDestination));

/** Every scheme with each of its destinations. */
const CASES = asking.flatMap((scheme) =>
  scheme.fields
    .filter(isDestination)
    .map((each) => [scheme.id, each.name, fieldLabel(scheme.id, each)] as const),
);

/** The secret field of a scheme. */
const secretName = (schemeId: string) =>
  schemeId === 'login-token' ? 'secretFields' : 'clientSecret';
const secretLabel = (schemeId: string) =>
  schemeId === 'login-token' ? /^Secret fields, one name=value/ : SECRET;

const KEPT = 'What you typed is kept. It cannot be shown; replace it to change it.';

/** An unsaved form as the background gives it back: each address on a host of its own, no secret. */
function savedDraft(schemeId: string): ProfileDraft {
  const names = CASES.filter(([id]) => id === schemeId).map(([, name]) => name);
  const addresses = names.map((name) => [name, `https://${name.toLowerCase()}.test/x`]);
  const fields = { ...Object.fromEntries(addresses), clientId: 'client' };
  const draft = draftOf('Robot', 'https://api.test', schemeId, fields);
  const hidden = { key: 'k', fieldsInBackground: [secretName(schemeId)], accepted: [] };
  return { ...draft, headers: draft.headers.map((each) => ({ ...each, ...hidden })) };
}

async function enter(label: string | RegExp, value: string): Promise<void> {
  type(label, value);
  await Promise.resolve();
}

async function leave(label: string | RegExp): Promise<void> {
  fireEvent.blur(field(label));
  await Promise.resolve();
}

async function choose(scheme: string): Promise<void> {
  await fireEvent.change(field('Authentication scheme'), { target: { value: scheme } });
}

const noteOf = (label: string | RegExp) =>
  document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent ?? '';

describe('a hidden secret', () => {
  it.each(CASES)('of %s goes where the origin of %s changes', async (schemeId, name, label) => {
    const { saves } = await drawEditor({ savedDraft: savedDraft(schemeId) });
    expect(screen.getAllByText(KEPT)).toHaveLength(1);

    await enter(label, `https://${name.toLowerCase()}.test/another-path`);
    expect(screen.getAllByText(KEPT)).toHaveLength(1);
    await enter(label, 'https://evil.test/x');

    expect(screen.queryByText(KEPT)).toBeNull();
    expect(field(secretLabel(schemeId)).value).toBe('');
    expect(noteOf(secretLabel(schemeId))).toContain(REASON);
    press('Save');
    await vi.waitFor(() => expect(saves()).toHaveLength(1));
    const emptied = { fields: { [secretName(schemeId)]: '' } };
    expect(saves()[0]).toMatchObject({ profile: { headers: [emptied] } });
    expect(JSON.stringify(saves())).not.toContain('fieldsInBackground');
  });
});

describe('a typed secret', () => {
  it.each(CASES)('of %s goes where the origin of %s changes', async (schemeId, _, label) => {
    await drawEditor({});
    await choose(schemeId);
    await enter(label, 'https://auth.test/x');
    await enter(secretLabel(schemeId), 'a secret');

    await enter(label, 'https://auth.test/another-path');
    expect(field(secretLabel(schemeId)).value).toBe('a secret');
    await enter(label, 'https://evil.test/x');

    expect(field(secretLabel(schemeId)).value).toBe('');
    expect(noteOf(secretLabel(schemeId))).toContain(REASON);
  });

  it.each([
    ['is left', () => leave('Token URL')],
    ['is followed by another field', () => enter('Client ID', 'robot')],
  ])('stays while the first address is typed, and goes if it changes once it %s', async (_, go) => {
    await drawEditor({});
    await choose('oauth2-client-credentials');
    await enter(SECRET, 'a secret');

    for (const part of ['https://a', 'https://auth.te', 'https://auth.test/x']) {
      await enter('Token URL', part);
      expect(field(SECRET).value).toBe('a secret');
    }
    await go();
    expect(field(SECRET).value).toBe('a secret');
    await enter('Token URL', 'https://evil.test/x');

    expect(field(SECRET).value).toBe('');
    expect(noteOf(SECRET)).toContain(REASON);
  });

  it('is asked for again, and the reason goes with the first key', async () => {
    await drawEditor({});
    await choose('oauth2-client-credentials');
    await enter('Token URL', 'https://auth.test/x');
    await enter(SECRET, 'a secret');
    await enter('Token URL', 'https://other.test/x');

    await enter(SECRET, 'of the other');

    expect(noteOf(SECRET)).not.toContain(REASON);
    await enter('Token URL', 'https://auth.test/x');
    expect(field(SECRET).value).toBe('');
  });

  it('goes where a look-up finds another server, and stays where it finds the same', async () => {
    const metadata = {
      issuer: 'https://auth.test',
      tokenUrl: 'https://auth.test/token',
      issCheck: 'if-sent',
    } as const;
    await drawEditor({
      told: {
        'https://auth.test': { ok: true, found: { metadata, leftOut: [] } },
        'https://auth.test/2': {
          ok: true,
          found: { metadata: { ...metadata, tokenUrl: 'https://evil.test/token' }, leftOut: [] },
        },
      },
    });
    await choose('oauth2-client-credentials');
    await enter('Issuer (optional)', 'https://auth.test');
    await enter(SECRET, 'a secret');
    press('Look up');
    await vi.waitFor(() => expect(field('Token URL').value).toBe('https://auth.test/token'));
    expect(field(SECRET).value).toBe('a secret');
    await enter('Issuer (optional)', 'https://auth.test/2');

    fireEvent.click(await screen.findByRole('button', { name: 'Look up' }));
    await vi.waitFor(() => expect(field('Token URL').value).toBe('https://evil.test/token'));

    expect(field(SECRET).value).toBe('');
    expect(noteOf(SECRET)).toContain(REASON);
  });

  it('goes where the site names a sign-in server', async () => {
    const site = 'https://api.test';
    const issuer = 'https://auth.test';
    await drawEditor({
      site,
      told: {
        [`${site}/`]: { ok: true, found: { servers: [issuer], scopes: [] } },
        [issuer]: { ok: true, found: { metadata: { issuer, issCheck: 'if-sent' }, leftOut: [] } },
      },
    });
    await choose('oauth2-client-credentials');
    await enter(SECRET, 'a secret');

    press('Find how to sign in');
    fireEvent.click(await screen.findByRole('button', { name: 'Look up auth.test' }));
    await vi.waitFor(() => expect(field('Issuer (optional)').value).toBe(issuer));

    expect(field(SECRET).value).toBe('');
    expect(noteOf(SECRET)).toContain(REASON);
  });

  it('is in no header that a preset fills in', async () => {
    const { saves } = await drawEditor({});
    await choose('oauth2-client-credentials');
    await enter(SECRET, 'a secret');

    press('Talend (Token)');
    press('Save');

    await vi.waitFor(() => expect(saves()).toHaveLength(1));
    expect(JSON.stringify(saves())).not.toContain('a secret');
  });
});
