// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, press, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const SANDBOX = 'https://sandbox.api.gluwa.com';
const LIVE = 'https://api.gluwa.com';

/** Chooses a template; resolves when the form shows it. */
async function choose(name: string) {
  await fireEvent.click(screen.getByRole('button', { name }));
}

/** @returns the label of the field that has the focus. */
const focused = () =>
  (document.activeElement as HTMLTextAreaElement | null)?.labels?.[0]?.textContent;

/** @returns the profile as the form would save it. */
async function profileOf({ saves }: Awaited<ReturnType<typeof drawEditor>>) {
  await press('Save');
  const [{ profile } = { profile: undefined }] = saves();
  return profile;
}

describe('a template', () => {
  it('never replaces the site that the user came with, and says that it is for another', async () => {
    const editor = await drawEditor({ site: SANDBOX });

    await choose('Gluwa, BTC');

    expect(screen.getByText(/^This template is for api\.gluwa\.com/).textContent).toContain(
      'your site is sandbox.api.gluwa.com',
    );
    expect(await profileOf(editor)).toMatchObject({ sites: [{ url: SANDBOX }] });
  });

  it('keeps a site that was typed', async () => {
    const editor = await drawEditor({});
    type('Site', SANDBOX);
    await Promise.resolve();

    await choose('Gluwa, BTC');

    expect(await profileOf(editor)).toMatchObject({ sites: [{ url: SANDBOX }] });
  });

  it('brings its own site when the user asks for that', async () => {
    const editor = await drawEditor({ site: SANDBOX });
    await choose('Gluwa, BTC');

    await press('Use the template’s site');

    expect(focused()).toMatch(/^Private key/);
    expect(screen.queryByText(/^This template is for/)).toBeNull();
    expect(await profileOf(editor)).toMatchObject({ name: 'Gluwa, BTC', sites: [{ url: LIVE }] });
  });

  it.each([LIVE, `${LIVE}/v1`])(
    'says nothing where the user came from its site: %s',
    async (site) => {
      const editor = await drawEditor({});
      type('Site', site);
      await Promise.resolve();

      await choose('Gluwa, BTC');

      expect(screen.queryByText(/^This template is for/)).toBeNull();
      expect(await profileOf(editor)).toMatchObject({ sites: [{ url: LIVE }] });
    },
  );

  it('replaces the site of another template', async () => {
    const editor = await drawEditor({});
    await choose('Gluwa, BTC');

    await choose('GitHub App');

    expect(screen.queryByText(/^This template is for/)).toBeNull();
    expect(await profileOf(editor)).toMatchObject({ sites: [{ url: 'https://api.github.com' }] });
  });

  it('keeps a name that the user has typed', async () => {
    const editor = await drawEditor({});
    type('Name', 'Mine');
    await Promise.resolve();

    await choose('Gluwa, BTC');

    expect(await profileOf(editor)).toMatchObject({ name: 'Mine' });
  });

  it('has no production name over a sandbox', async () => {
    const editor = await drawEditor({ site: SANDBOX });

    await choose('Gluwa, BTC');

    const { name } = (await profileOf(editor)) ?? {};
    expect(name).toBe('Bitcoin signature at sandbox.api.gluwa.com');
  });

  it('keeps what was typed for a scheme that it has too', async () => {
    const editor = await drawEditor({});
    type('User name or API key', 'ada');
    type('Password or API secret', '1234');
    type(/^Only under these paths/, '/mine');
    await Promise.resolve();

    await choose('Gluwa, BTC');

    const { headers } = (await profileOf(editor)) ?? {};
    expect(headers).toMatchObject([
      { schemeId: 'gluwa-bitcoin' },
      { schemeId: 'basic', fields: { username: 'ada', password: '1234' }, paths: ['/mine'] },
    ]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('says what it has removed, and gives it back', async () => {
    const editor = await drawEditor({ site: SANDBOX });
    type('User name or API key', 'ada');
    type('Password or API secret', '1234');
    await Promise.resolve();

    await choose('IXO');
    expect(screen.getByText(/^The template removed what you typed for Basic/)).toBeDefined();
    await press('Undo');

    expect(focused()).toMatch(/^User name/);

    expect(await profileOf(editor)).toMatchObject({
      name: 'ada at sandbox.api.gluwa.com',
      headers: [{ schemeId: 'basic', fields: { username: 'ada', password: '1234' } }],
    });
  });

  it('puts the focus into the first field that is left to fill in', async () => {
    await drawEditor({ site: SANDBOX });

    await choose('GitHub App');

    expect(focused()).toMatch(/^Private key/);
  });
});
