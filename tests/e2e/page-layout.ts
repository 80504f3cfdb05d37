/** What people with other displays see of a page: narrow, enlarged, right to left, in forced colours. */
import type { Page } from 'puppeteer-core';

/** 1280 px at 400 %, or a window on a telephone (WCAG 2.2, 1.4.10). */
const NARROW_PX = 320;
const POPUP_PX = 360;

/** @returns what is wrong with the layout, in words; the page is left as it was. */
export async function layoutProblems(page: Page, name: string): Promise<string[]> {
  const before = page.viewport();
  const isPopup = name.startsWith('popup');
  // The browser enlarges a popup with its text, up to 800 px: at 200 % half of its width is left.
  const widths = isPopup ? [POPUP_PX] : [NARROW_PX, 640];
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewport({ width, height: 580 });
    for (const direction of ['ltr', 'rtl'] as const) {
      const wide = await tooWide(page, direction);
      found.push(...wide.map((each) => `${width} px ${direction}: ${each} is too wide`));
    }
  }
  await page.setViewport(before);
  return found;
}

/** The elements that reach beyond the window, unless something around them scrolls. */
function tooWide(page: Page, direction: 'ltr' | 'rtl'): Promise<string[]> {
  return page.evaluate((dir) => {
    const root = document.documentElement;
    root.dir = dir;
    const isReached = [root, ...document.querySelectorAll('main')].some(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    );
    const outside = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      // Closed details keep the layout of the width they were last open at.
      const isDrawn = width > 0 && element.checkVisibility();
      return isDrawn && (left < -1 || right > root.clientWidth + 1);
    });
    root.removeAttribute('dir');
    return isReached ? outside.slice(-1).map(({ outerHTML }) => outerHTML.slice(0, 120)) : [];
  }, direction);
}

/** Colour dots that have the colour or the shape of another in forced colours, and everything that moves in spite of the user. */
export async function displayProblems(page: Page): Promise<string[]> {
  // puppeteer does not know forced colours.
  const session = await page.createCDPSession();
  const emulate = (features: { name: string; value: string }[]) =>
    session.send('Emulation.setEmulatedMedia', { features });
  await emulate([
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const found = await page.evaluate(() => {
    const dots = [...document.querySelectorAll('.dot')].map((dot) => {
      const { backgroundColor, borderRadius, clipPath, rotate, height } = getComputedStyle(dot);
      const shape = [borderRadius, clipPath, rotate, height].join(' ');
      return { name: dot.className, colour: backgroundColor, shape };
    });
    const ground = getComputedStyle(document.body).backgroundColor;
    const lost = dots.filter(
      ({ name, colour, shape }) =>
        colour === ground ||
        dots.some(
          (other) => other.name !== name && (other.colour === colour || other.shape === shape),
        ),
    );
    return [
      ...lost.map(({ name, colour, shape }) => `forced colours: ${name} is ${colour}, ${shape}`),
      ...document.getAnimations().map(() => 'reduced motion: an animation runs'),
    ];
  });
  await emulate([]);
  await session.detach();
  return found;
}
