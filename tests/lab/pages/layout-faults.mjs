/** Finds short labels that break, and pages that scroll sideways. */

/** The narrowest window that the manager works in. */
export const NARROWEST = 320;

/** @param {import('puppeteer-core').Page} page @returns {Promise<string[]>} */
export function brokenLabels(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a.button, nav a, .chip')]
      .filter(({ textContent, childElementCount }) => {
        const label = (textContent ?? '').trim();
        // A long name or host has to break.
        return childElementCount === 0 && label.length <= 20 && !/\s/.test(label);
      })
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map(({ textContent }) => `breaks “${textContent}”`),
  );
}

/** @param {import('puppeteer-core').Page} page @returns {Promise<string[]>} what makes it too wide. */
export function widerThanPage(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const leaf = wide.findLast(
      (element) => !wide.some((each) => element !== each && element.contains(each)),
    );
    return [`scrolls to ${scrollWidth}: ${leaf?.outerHTML.slice(0, 120)}`];
  });
}
