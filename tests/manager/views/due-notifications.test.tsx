// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DueNotifications } from '../../../src/manager/views/due-notifications';

const permissions = vi.hoisted(() => ({ contains: vi.fn(), request: vi.fn(), remove: vi.fn() }));
vi.mock('../../../src/platform/extension-api', async () => {
  const { browser } = await import('../../support/fake-extension-api');
  return { browser: { ...browser, permissions } };
});

beforeEach(() => vi.resetAllMocks());
afterEach(cleanup);

async function draw(allowed: boolean) {
  permissions.contains.mockResolvedValue(allowed);
  render(<DueNotifications />);
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Notify me/ });
  await vi.waitFor(() => expect(box.checked).toBe(allowed));
  return box;
}

describe('DueNotifications', () => {
  it('is off as long as the browser has not been asked, and asks in the tick of the click', async () => {
    permissions.request.mockResolvedValue(true);
    const box = await draw(false);

    fireEvent.click(box);

    expect(permissions.request).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(box.checked).toBe(true));
  });

  it('goes off again where the user tells the browser no', async () => {
    permissions.request.mockResolvedValue(false);
    const box = await draw(false);

    fireEvent.click(box);

    await vi.waitFor(() => expect(box.checked).toBe(false));
  });

  it('gives the permission back when it is turned off', async () => {
    const box = await draw(true);

    fireEvent.click(box);

    expect(permissions.remove).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(box.checked).toBe(false));
  });
});
