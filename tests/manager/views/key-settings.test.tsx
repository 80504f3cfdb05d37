// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/domain/settings';
import { KeySettings } from '../../../src/manager/views/key-settings';
import type { Reply, Send } from '../../../src/protocol/messages';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(change: Partial<Settings> = {}, reply: Reply = { ok: true }) {
  const send = vi.fn(async () => reply);
  // Cast: it gives the same answer to each command.
  render(<KeySettings settings={{ ...DEFAULT_SETTINGS, ...change }} send={send as Send} />);
  return send;
}

const box = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });

describe('KeySettings', () => {
  it('switches single keys off (WCAG 2.1.4)', () => {
    const send = draw();
    expect(box(/^Single keys/).checked).toBe(true);

    fireEvent.click(box(/^Single keys/));

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { singleKeys: false },
    });
  });

  it('lets a digit pick', () => {
    const send = draw();
    expect(box(/^A digit/).checked).toBe(false);

    fireEvent.click(box(/^A digit/));

    expect(send).toHaveBeenCalledExactlyOnceWith({
      type: 'settings/change',
      settings: { digitsPick: true },
    });
  });

  it('offers nothing for digits where no single key acts', () => {
    draw({ singleKeys: false, digitsPick: true });

    expect(box(/^A digit/).disabled).toBe(true);
  });

  it('says so where it could not be stored', async () => {
    draw(undefined, { ok: false, failure: { code: 'storage-failed' } });

    fireEvent.click(box(/^A digit/));

    expect((await screen.findByRole('alert')).textContent).toMatch(/could not store/);
  });
});
