/** Which tabs count for a token, where a tab has a pick of its own. */
import { expect, it } from 'vitest';
import { isInUse, originsInUse } from '../../../src/app/tokens/in-use';
import { maySilently, surroundingsOf } from '../../../src/app/tokens/silent-renewal';
import type { PickedProfile } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import type { TabScope } from '../../../src/domain/tab-scope';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { header, profile } from '../../support/stored-profile';

// Casts: as the parser returns them.
const [SITE, DOCS, ELSEWHERE] = [
  'https://api.test',
  'https://docs.test',
  'https://elsewhere.test',
] as string[] as [Origin, Origin, Origin];

const spec = header('token', {});
const pickedFor = (tabs?: TabScope): PickedProfile => {
  const made = { ...profile('p', spec), callers: [DOCS] };
  return tabs ? [SITE, made, tabs] : [SITE, made];
};

async function usedBy(shown: readonly Origin[], tabs?: TabScope): Promise<boolean> {
  const browser = fakeBrowser();
  browser.shown = [...shown];
  return isInUse(await originsInUse(browser.ports), pickedFor(tabs));
}

it('the pick of a tab is in use while that tab shows the site or a caller', async () => {
  expect(await usedBy([SITE, ELSEWHERE], { only: [1] })).toBe(true);
  expect(await usedBy([DOCS, ELSEWHERE], { only: [1] })).toBe(true);
  expect(await usedBy([ELSEWHERE, SITE], { only: [1] })).toBe(false);
  expect(await usedBy([ELSEWHERE, SITE], { not: [1] })).toBe(true);
  expect(await usedBy([ELSEWHERE, SITE])).toBe(true);
});

it('half an hour after it was shown counts for the site’s pick alone', async () => {
  const browser = fakeBrowser();
  browser.session = { shown: { [SITE]: browser.now - 1000 } };
  const pages = await originsInUse(browser.ports);

  expect(isInUse(pages, pickedFor({ only: [1] }))).toBe(false);
  expect(isInUse(pages, pickedFor({ not: [1] }))).toBe(true);
});

it('a server is asked silently only for the tab that the user has opened', async () => {
  const browser = fakeBrowser();
  browser.shown = [SITE, SITE];
  const openedIn = (tabId: number): FakeBrowser['session'] => ({
    openedTabs: { [tabId]: { origin: SITE } },
  });
  const may = async (tabId: number, tabs?: TabScope) => {
    browser.session = openedIn(tabId);
    return maySilently(spec, await surroundingsOf(browser.ports, [pickedFor(tabs)]));
  };

  expect([await may(1, { only: [1] }), await may(2, { only: [1] })]).toEqual([true, false]);
  expect([await may(1, { not: [1] }), await may(2, { not: [1] })]).toEqual([false, true]);
  expect([await may(1), await may(2)]).toEqual([true, true]);
});
