/** A page of Firefox, of any kind, in the shape that the tests know: `LabPage`. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from '../patience.mjs';
import { contentSide } from './firefox-content-side.mjs';

/**
 * @typedef {import('./lab-page.mjs').LabPage} LabPage
 * @typedef {import('./lab-page.mjs').LabElement} LabElement
 * @typedef {import('./firefox-chrome/chrome-side.mjs').ChromeSide} ChromeSide
 */

/**
 * @typedef {<M extends keyof ChromeSide>(method: M, ...parameters: Parameters<ChromeSide[M]>)
 *   => Promise<Awaited<ReturnType<ChromeSide[M]>>>} CallChromeSide
 */

const BESIDE = `return (${contentSide})(...arguments)`;
const POLL_MS = 50;
const CLICK_ARRIVES_MS = 1_000;

/**
 * Evaluates in a document as a script of its own.
 *
 * @param {CallChromeSide} call
 * @param {number | 'background'} page
 * @param {{ readonly frame?: number, readonly element?: string }} where
 * @param {unknown} script A function that refers to nothing outside itself.
 * @param {readonly unknown[]} parameters
 * @returns {Promise<any>} The return value, copied as JSON.
 */
export async function evaluateIn(call, page, { frame, element }, script, parameters) {
  const request = { does: 'evaluate', source: String(script), parameters, element };
  const { value, error } = JSON.parse(await call('beside', page, BESIDE, request, frame));
  if (error !== undefined) throw new Error(error);
  return value;
}

/**
 * @param {CallChromeSide} call
 * @param {number} page
 * @returns {LabPage}
 */
export function firefoxPage(call, page) {
  /** @param {import('./firefox-content-side.mjs').ContentRequest} request */
  const beside = (request) => call('beside', page, BESIDE, request);

  let isShifted = false;

  /** @param {string} selector @returns {Promise<LabElement[]>} */
  async function query(selector) {
    /** @type {string[]} */
    const found = await beside({ does: 'query', selector });
    return found.map(elementOf);
  }

  /** @param {readonly string[]} keys */
  async function type(keys) {
    await call('focus', page);
    await beside({ does: 'type', keys, isShifted });
  }

  /** @param {string} element */
  function placeOf(element) {
    // A moving element is not yet where a person would click.
    let last = '';
    return until(`${element} can be clicked`, async () => {
      const now = await beside({ does: 'place', element });
      const still = now !== null && JSON.stringify(now) === last;
      last = JSON.stringify(now);
      return still ? now : undefined;
    });
  }

  /** @param {string} element */
  async function wasClicked(element) {
    const deadline = Date.now() + CLICK_ARRIVES_MS;
    while (Date.now() < deadline) {
      // An element that has gone, or has closed its page, was clicked.
      if (await beside({ does: 'wasClicked', element }).catch(() => true)) return true;
      await pause(POLL_MS);
    }
    return false;
  }

  /** @param {string} element @returns {LabElement} */
  function elementOf(element) {
    return {
      async click({ count = 1 } = {}) {
        // Again if it moved away under the mouse, as a person would.
        await until(`${element} is clicked`, async () => {
          await call('click', page, await placeOf(element), count);
          return (await wasClicked(element)) || undefined;
        });
      },
      async type(text) {
        await evaluateIn(
          call,
          page,
          { element },
          (/** @type {HTMLElement} */ target) => target.focus(),
          [],
        );
        await type([...text]);
      },
      select: (value) =>
        evaluateIn(
          call,
          page,
          { element },
          (/** @type {HTMLSelectElement} */ target, /** @type {string} */ wanted) => {
            target.value = wanted;
            target.dispatchEvent(new Event('input', { bubbles: true }));
            target.dispatchEvent(new Event('change', { bubbles: true }));
          },
          [value],
        ),
      evaluate: (read, ...parameters) => evaluateIn(call, page, { element }, read, parameters),
    };
  }

  return {
    async goto(url) {
      const problem = await call('open', page, url);
      if (problem !== undefined) throw new Error(problem);
    },
    async reload() {
      const problem = await call('reload', page);
      if (problem !== undefined) throw new Error(problem);
    },
    evaluate: (script, ...parameters) => evaluateIn(call, page, {}, script, parameters),
    async waitForSelector(selector, { timeout = PATIENCE_MS, hidden = false } = {}) {
      const what = `${selector} is ${hidden ? 'gone' : 'there'}`;
      const found = await until(
        what,
        async () => {
          const all = await unlessGoing(query(selector));
          return all && (all.length === 0) === hidden ? { first: all[0] } : undefined;
        },
        timeout,
      );
      return found.first ?? null;
    },
    waitForFunction: (condition, { timeout = PATIENCE_MS } = {}, ...parameters) =>
      until(
        String(condition),
        async () =>
          (await unlessGoing(evaluateIn(call, page, {}, condition, parameters))) || undefined,
        timeout,
      ),
    $: async (selector) => (await query(selector))[0] ?? null,
    $$: query,
    keyboard: {
      async down() {
        isShifted = true;
      },
      async up() {
        isShifted = false;
      },
      press: (key) => type([key]),
      type: (text) => type([...text]),
      async sendCharacter(text) {
        // The browser refuses as long as the page has no focus.
        await until('the text is pasted', async () => {
          await call('focus', page);
          return (await beside({ does: 'paste', text })) || undefined;
        });
      },
    },
    waitForFrame: (isIt) =>
      until('the frame is there', async () => {
        const [, ...frames] = await call('documents', page);
        return frames
          .map(({ id, url }) => ({
            url: () => url,
            /** @type {import('./lab-page.mjs').LabFrame['evaluate']} */
            evaluate: (script, ...parameters) =>
              evaluateIn(call, page, { frame: id }, script, parameters),
          }))
          .find(isIt);
      }),
    setViewport: ({ width, height }) => call('resize', page, width, height),
    bringToFront: () => call('select', page),
    screenshot: async ({ path }) => writeFile(path, await call('screenshot', page), 'base64'),
    close: () => call('close', page),
  };
}

/**
 * The awaited element may come with the page's next document, while this one goes.
 *
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T | undefined>}
 */
async function unlessGoing(answer) {
  try {
    return await answer;
  } catch (error) {
    if (String(error).includes('destroyed before query')) return undefined;
    throw error;
  }
}

/**
 * @template T
 * @param {string} what
 * @param {() => Promise<T | undefined>} condition
 * @param {number} [patience] Milliseconds.
 * @returns {Promise<T>} The first value that met the condition.
 */
export async function until(what, condition, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  for (;;) {
    const met = await condition();
    if (met !== undefined) return met;
    if (Date.now() > deadline) throw new Error(`Not within ${patience} ms: ${what}.`);
    await pause(POLL_MS);
  }
}
