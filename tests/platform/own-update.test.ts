/** The reasons that the browser gives for an installation. */
import { expect, it, vi } from 'vitest';
import { onFirstInstalled, onUpdated } from '../../src/platform/own-update';

type Listener = (details: { readonly reason: string }) => void;
const fake = vi.hoisted(() => ({ listeners: [] as Listener[] }));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    runtime: { onInstalled: { addListener: (each: Listener) => fake.listeners.push(each) } },
  },
}));

it('tells an installation from updates of the extension and of either browser', () => {
  const told: string[] = [];
  onFirstInstalled(() => told.push('installed'));
  onUpdated((what) => told.push(what));

  for (const reason of [
    'install',
    'update',
    'chrome_update',
    'browser_update',
    'shared_module_update',
  ]) {
    for (const listener of fake.listeners) listener({ reason });
  }

  expect(told).toEqual(['installed', 'update', 'browser-update', 'browser-update']);
});
