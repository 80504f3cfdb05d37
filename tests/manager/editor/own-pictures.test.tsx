// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawEditor, press, STORED } from '../../support/editor';

const platform = vi.hoisted(() => ({ leavesPicturesOut: true }));
vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
vi.mock('../../../src/platform/own-types', () => ({
  leavesPicturesOut: () => platform.leavesPicturesOut,
  keepsFromCache: () => !platform.leavesPicturesOut,
}));
afterEach(cleanup);

const NAME = 'Include this site’s pictures and style sheets';
const theSwitch = () => screen.queryByRole<HTMLInputElement>('checkbox', { name: NAME });

describe('the switch for the cache', () => {
  const named = { name: 'Let Chromium’s cache keep this site’s answers' };
  const switchThere = () => screen.queryByRole<HTMLInputElement>('checkbox', named);

  it('is there only in the browser whose cache is kept out, off, and saved', async () => {
    platform.leavesPicturesOut = true;
    await drawEditor({ stored: STORED });
    expect(switchThere()).toBeNull();
    cleanup();

    platform.leavesPicturesOut = false;
    const { saves } = await drawEditor({ stored: STORED });
    expect(switchThere()?.checked).toBe(false);
    fireEvent.click(screen.getByRole('checkbox', named));
    await Promise.resolve();
    press('Save');

    expect(saves()).toMatchObject([{ profile: { allowCache: true } }]);
  });
});

describe('the switch for pictures and style sheets', () => {
  it('is there only in the browser that leaves them out', async () => {
    platform.leavesPicturesOut = false;
    await drawEditor({ stored: STORED });
    expect(theSwitch()).toBeNull();
    cleanup();

    platform.leavesPicturesOut = true;
    await drawEditor({ stored: STORED });
    expect(theSwitch()?.checked).toBe(false);
    expect(screen.getByText(/^In Firefox any web page can then/)).toBeDefined();
  });

  it('is saved with the profile', async () => {
    const { saves } = await drawEditor({ stored: STORED });

    fireEvent.click(screen.getByRole('checkbox', { name: NAME }));
    await Promise.resolve();
    press('Save');

    expect(saves()).toMatchObject([{ profile: { ownPictures: true } }]);
  });

  it('is off and cannot be switched on together with Strict', async () => {
    await drawEditor({ stored: { ...STORED, ownPictures: true } });
    expect(theSwitch()?.checked).toBe(true);

    fireEvent.click(screen.getByRole('checkbox', { name: /Strict/ }));
    await Promise.resolve();

    expect(theSwitch()).toMatchObject({ checked: false, disabled: true });
  });
});
