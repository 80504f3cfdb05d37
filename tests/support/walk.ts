/**
 * Walks a journey as a user with a mouse and a keyboard, and counts: pointer clicks, with the toolbar
 * icon and the browser's *Allow*, and the fields that are typed into. Typing, Tab and Enter are free.
 */
import { mkdirSync } from 'node:fs';
import { vi } from 'vitest';
import { isAllowed, PATIENT, type World } from '../e2e/harness';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { chooseFile } from '../lab/pages/chosen-file.mjs';
import { button, click } from '../lab/pages/controls.mjs';
import { dropFiles } from '../lab/pages/import-page.mjs';

export interface Counted {
  readonly clicks: number;
  readonly fields: number;
}

export type Walk = ReturnType<typeof walkIn>;

/** No form has more controls than that. */
const TABS_AT_MOST = 80;
/** No menu has more lines than that. */
const LINES_AT_MOST = 12;

/** @param folder - Gets the pictures of the journey, numbered in their order. */
export function walkIn(world: World, name: string, folder: string) {
  const { browser } = world;
  let clicks = 0;
  let fields = 0;
  let pictures = 0;
  mkdirSync(folder, { recursive: true });

  const walk = {
    counted: (): Counted => ({ clicks, fields }),

    /** Presses the toolbar icon. */
    async openPopup(page: LabPage): Promise<LabPage> {
      clicks += 1;
      return browser.openPopup(page);
    },

    async click(page: LabPage, selector: string): Promise<void> {
      clicks += 1;
      await click(page, selector);
    },

    /** Drags files onto the page, which is one press of the pointer. */
    async drop(page: LabPage, files: Readonly<Record<string, string>>): Promise<void> {
      clicks += 1;
      await dropFiles(page, files);
    },

    /** Two presses of the pointer: the page's field, and the file in the browser's own dialog. */
    async choose(page: LabPage, name: string, content: string): Promise<void> {
      clicks += 2;
      await chooseFile(page, name, content);
    },

    /** Clicks the button of that name. */
    press: (page: LabPage, name: string): Promise<void> => walk.click(page, button(name)),

    /** Clicks the box with that label. */
    tick: (page: LabPage, label: string): Promise<void> =>
      walk.click(page, `::-p-aria([name="${label}"][role="checkbox"])`),

    /** Goes to a control by the Tab key. */
    async tabTo(page: LabPage, label: string): Promise<void> {
      for (let tabs = 0; tabs <= TABS_AT_MOST; tabs += 1) {
        if ((await focusedName(page)) === label) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The Tab key does not reach ${label}.`);
    },

    /** Goes to a line of the open menu by the arrow key. */
    async arrowTo(page: LabPage, label: string): Promise<void> {
      for (let arrows = 0; arrows <= LINES_AT_MOST; arrows += 1) {
        if ((await focusedName(page)) === label) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`The arrow key does not reach ${label}.`);
    },

    /** Goes to a field by the Tab key, and pastes into it. */
    async type(page: LabPage, label: string, value: string): Promise<void> {
      await walk.tabTo(page, label);
      fields += 1;
      await page.keyboard.sendCharacter(value);
    },

    /** Goes to the search by its key, and types. */
    async search(page: LabPage, value: string): Promise<void> {
      await page.keyboard.press('/');
      fields += 1;
      await page.keyboard.sendCharacter(value);
    },

    /** Counts the click on *Allow* if the browser has granted the site because of the action. */
    async allowing(site: string, act: () => Promise<unknown>): Promise<void> {
      if (await isAllowed(world, site)) return void (await act());
      await act();
      await vi.waitFor(async () => {
        if (!(await isAllowed(world, site))) throw new Error(`${site} is not allowed`);
      }, PATIENT);
      clicks += 1;
    },

    async picture(page: LabPage): Promise<void> {
      pictures += 1;
      await page.screenshot({ path: `${folder}/${name}-${pictures}.png` });
    },
  };
  return walk;
}

/** The label or text of the control that has the focus. */
function focusedName(page: LabPage): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return '';
    const { labels } = focused as HTMLInputElement;
    return (labels?.[0]?.textContent ?? focused.textContent ?? '').trim();
  });
}
