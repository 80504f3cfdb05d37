import { beforeEach, describe, expect, it, vi } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import {
  allowNotifications,
  areNotificationsAllowed,
  giveUpNotifications,
  notifier,
} from '../../src/platform/notifications';

const { permissions, notifications } = vi.hoisted(() => ({
  permissions: { contains: vi.fn(), request: vi.fn(), remove: vi.fn() },
  notifications: { create: vi.fn() },
}));
vi.mock('../../src/platform/extension-api', async () => {
  const { browser } = await import('../support/fake-extension-api');
  const runtime = { getURL: (path: string) => `chrome-extension://keybearer/${path}` };
  return { browser: { ...browser, permissions, notifications, runtime } };
});

beforeEach(() => vi.resetAllMocks());

const NOTIFICATIONS = { permissions: ['notifications'] };

describe('notifications', () => {
  it('say that a credential is due, and name nothing that the system would keep', async () => {
    await notifier.tellDue();

    expect(notifications.create).toHaveBeenCalledExactlyOnceWith('due', {
      type: 'basic',
      iconUrl: 'chrome-extension://keybearer/icons/key-128.png',
      title: 'Keybearer',
      message: messages.notificationDue.message,
    });
    expect(messages.notificationDue).not.toHaveProperty('placeholders');
  });

  it('are asked for in the same tick', () => {
    permissions.request.mockResolvedValue(true);

    void allowNotifications();

    expect(permissions.request).toHaveBeenCalledExactlyOnceWith(NOTIFICATIONS);
  });

  it('are not allowed where the browser refuses to ask', async () => {
    permissions.request.mockRejectedValue(new Error('not in a gesture'));

    expect(await allowNotifications()).toBe(false);
  });

  it('are given up for good', async () => {
    permissions.contains.mockResolvedValue(true);
    expect(await areNotificationsAllowed()).toBe(true);

    expect(await giveUpNotifications()).toBe(false);

    expect(permissions.remove).toHaveBeenCalledExactlyOnceWith(NOTIFICATIONS);
  });
});
