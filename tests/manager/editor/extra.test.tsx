// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, press, STORED, type } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'This is an extra' });

describe('the switch for an extra', () => {
  it('is off, and saved with the profile', async () => {
    const { saves } = await drawEditor({ stored: STORED });
    expect(box().checked).toBe(false);

    fireEvent.click(box());
    await Promise.resolve();
    await press('Save');

    expect(saves()).toMatchObject([{ profile: { isExtra: true } }]);
  });

  it('is on for an extra; off again, the profile is none any more', async () => {
    const { saves } = await drawEditor({ stored: { ...STORED, isExtra: true } });
    expect(box().checked).toBe(true);

    fireEvent.click(box());
    await Promise.resolve();
    await press('Save');

    expect(saves()[0]?.profile).not.toHaveProperty('isExtra');
  });

  it('is on for the headers of an access proxy, and off for another template', async () => {
    await drawEditor({});
    type('Site', 'https://app.example.com');
    const search = screen.queryByRole('searchbox');
    if (search) fireEvent.input(search, { target: { value: 'Cloudflare Access' } });
    await fireEvent.click(await screen.findByRole('button', { name: /^Cloudflare Access/ }));
    await vi.waitFor(() => expect(box().checked).toBe(true));
  });
});
