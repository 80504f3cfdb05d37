// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, field, press, STORED } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const ON = 'Send this header';

describe('a header', () => {
  it('of a stored profile is switched off, and on again', async () => {
    const { saves, onDone } = await drawEditor({ stored: STORED });
    expect(field(ON).checked).toBe(true);

    await fireEvent.click(field(ON));
    press('Save');
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    await fireEvent.click(field(ON));
    press('Save');

    expect(saves()).toMatchObject([
      { profile: { headers: [{ id: 'h', isOff: true }] } },
      { profile: { headers: [{ id: 'h' }] } },
    ]);
    expect(saves()[1]?.profile.headers[0]).not.toHaveProperty('isOff');
  });

  it('that is the only one of a new profile is on', async () => {
    await drawEditor({});

    expect(screen.queryByLabelText(ON)).toBeNull();
  });

  it('of several is switched off by itself', async () => {
    const { saves } = await drawEditor({ site: 'https://api.test' });
    await press('+ Another header');

    await fireEvent.click(screen.getAllByLabelText(ON)[1] as Element);
    await press('Save');

    const [{ profile } = {}] = saves();
    expect(profile?.headers.map(({ isOff }) => isOff)).toEqual([undefined, true]);
  });
});
