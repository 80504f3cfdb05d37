// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CopyButton } from '../../src/ui/copy-button';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
const writeText = vi.fn(async (_: string) => {});
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('CopyButton', () => {
  it('copies, and says so beside the button, where it is read out', async () => {
    render(<CopyButton value="WDJB-MJHT" />);
    const button = screen.getByRole('button', { name: 'Copy' });
    const status = screen.getByRole('status');
    expect(status.textContent).toBe('');

    await act(async () => {
      fireEvent.click(button);
    });

    expect(writeText).toHaveBeenCalledExactlyOnceWith('WDJB-MJHT');
    expect(button.textContent).toBe('Copied');
    expect(status.textContent).toBe('Copied');
    expect(button.contains(status)).toBe(false);
  });

  it('offers it again after a moment', async () => {
    render(<CopyButton value="WDJB-MJHT" />);
    await act(async () => {
      fireEvent.click(screen.getByRole('button'));
    });

    await act(async () => {
      vi.advanceTimersByTime(3_000);
    });

    expect(screen.getByRole('button').textContent).toBe('Copy');
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
