// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../src/domain/errors';
import { drawEditor, field, press, STORED, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const SITE = 'http://api.test:8080';
const ALLOW = 'Allow http, not encrypted';
const refused = (at: string) => {
  const failure: Failure = { code: 'site-invalid', field: at, problem: 'site-http' };
  return { ok: false, failure } as const;
};

describe('plain http', () => {
  it('is not offered before it is asked for', async () => {
    await drawEditor({ site: SITE });

    expect(screen.queryByLabelText(ALLOW)).toBeNull();
  });

  it.each([
    ['the site', 'sites.0.site', 'Site'],
    ['a caller', 'callers.0.site', /^Other sites allowed/],
  ])('is allowed beside the problem of %s', async (_, at, label) => {
    const { saves } = await drawEditor({ site: SITE }, refused(at));
    await press('Save');
    await screen.findByRole('alert');
    await vi.waitFor(() => expect(document.activeElement).toBe(field(label)));
    expect(field(label).closest('.stack')?.contains(field(ALLOW))).toBe(true);

    await fireEvent.click(field(ALLOW));

    // The switch stays where it is, and no problem any more.
    expect(screen.getAllByLabelText(ALLOW)).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
    press('Save');
    await vi.waitFor(() => expect(saves()).toHaveLength(2));
    expect(saves()[1]).toMatchObject({ profile: { allowHttp: true } });
  });

  it('is allowed beside the problem of a further site', async () => {
    await drawEditor({ site: 'https://api.test' }, refused('sites.1.site'));
    await press('+ Another site');
    type('Site', SITE);
    await Promise.resolve();

    await press('Save');

    expect(await screen.findByLabelText(ALLOW)).toBeDefined();
  });

  it('is shown among the options where it is allowed', async () => {
    await drawEditor({ stored: { ...STORED, allowHttp: true } });

    expect(screen.getByText('Options').closest('details')?.contains(field(ALLOW))).toBe(true);
  });
});
