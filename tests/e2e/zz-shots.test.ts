import { afterAll, beforeAll, it } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import { press, words } from '../lab/pages/controls.mjs';
import { call, ENDPOINTS, GLUWA, PROFILES, type World } from './harness';
import { openWorldInUse, prepareProfile, requestPermission } from './prepared';
let world: World;
beforeAll(async () => { ({ world } = await openWorldInUse()); });
afterAll(() => world?.close());
async function shot(popup: any, name: string) {
  for (const theme of ['light', 'dark']) {
    await popup.emulateMediaFeatures?.([{ name: 'prefers-color-scheme', value: theme }]);
    await setTimeout(150);
    await popup.screenshot({ path: `/tmp/kb/nearby/${name}-${theme}.png` });
  }
}
it('shots', async () => {
  await prepareProfile(world, { ...PROFILES.ethereum, use: false } as never);
  await world.browser.allowHost('https://console.gluwa.test/*');
  const manager = await world.keybearer.openManager('#/about');
  await requestPermission(world, manager, ['https://console.gluwa.test/*']);
  await manager.close();
  for (const [name, url] of [['port', `${GLUWA}:8443`], ['refused', 'https://console.gluwa.test'], ['foreign', 'https://app.test'], ['plain', 'http://app.test']] as const) {
    const page = await world.browser.newPage(`${url}/blank`);
    if (name === 'refused') { await call(page, 'fetch', ENDPOINTS.basic); await setTimeout(800); }
    const popup = await world.browser.openPopup(page);
    await setTimeout(500);
    await shot(popup, name);
    if (name === 'foreign') {
      await press(popup, words('callHere'));
      await setTimeout(200);
      await popup.evaluate(() => (document.querySelector('input[name=caller]') as HTMLInputElement).click());
      await shot(popup, 'choosing');
      await world.browser.allowHost('https://app.test/*');
      await press(popup, words('callAllow', PROFILES.apiKey.name));
      await setTimeout(700);
      await shot(popup, 'allowed');
    }
    await popup.close();
    await page.close();
  }
});
