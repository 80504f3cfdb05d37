/** A vault in memory, created once for a file of tests: the key derivation takes its time on purpose. */
import { beforeAll, beforeEach } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { type FakeBrowser, fakeBrowser } from './fake-ports';

export const PASSPHRASE = 'correct horse battery staple';

/** @param onFresh - Receives a browser with the same empty, open vault before each test. */
export function withCreatedVault(onFresh: (browser: FakeBrowser) => void): void {
  let created: FakeBrowser;
  beforeAll(async () => {
    created = fakeBrowser();
    await createVault(created.ports, PASSPHRASE);
  });
  beforeEach(() => {
    const browser = fakeBrowser();
    browser.envelope = created.envelope;
    browser.session = created.session;
    onFresh(browser);
  });
}
