/**
 * Drives pages for a look at their heap. The usual driver finds elements and holds on to them, and they to
 * all that was typed, so each step here is a script that returns only text.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { expect } from 'vitest';

export async function untilSays(page: Page, text: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.body.textContent), { timeout: 20_000 })
    .toContain(text);
}

/** @param index - Of several fields that read the same. */
export async function type(page: Page, label: string, value: string, index = 0): Promise<void> {
  await untilSays(page, label);
  await page.evaluate(
    (wanted, position) => {
      const labels = [...document.querySelectorAll('label')];
      const control = labels.filter(({ textContent }) => textContent === wanted)[position]?.control;
      (control as HTMLInputElement | null | undefined)?.focus();
    },
    label,
    index,
  );
  await page.keyboard.sendCharacter(value);
}

export async function choose(page: Page, option: string, index: number): Promise<void> {
  await page.evaluate(
    (wanted, position) => {
      const select = document.querySelectorAll('select')[position];
      if (!select) return;
      select.value = [...select.options].find(({ text }) => text === wanted)?.value ?? '';
      select.dispatchEvent(new Event('input', { bubbles: true }));
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    option,
    index,
  );
}

export async function push(page: Page, name: string): Promise<void> {
  await untilSays(page, name);
  await page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent?.trim() === wanted)?.click();
  }, name);
}

/** The live objects of a context after garbage collection, as text. */
export async function heapOf(client: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const collect = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk);
  client.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await client.send('HeapProfiler.enable');
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  client.off('HeapProfiler.addHeapSnapshotChunk', collect);
  return chunks.join('');
}

/** Chooses a file in the field for one, or pastes its text on the import page. */
export async function give(page: Page, how: 'choose' | 'paste', content: string): Promise<void> {
  const selector = how === 'choose' ? 'input[type="file"]' : 'textarea';
  await expect
    .poll(() => page.evaluate((which) => document.querySelector(which) !== null, selector))
    .toBe(true);
  await page.evaluate(
    (which, text) => {
      const field = document.querySelector(which);
      const isFile = field instanceof HTMLInputElement;
      const event = new Event(isFile ? 'change' : 'paste', { bubbles: true, cancelable: true });
      if (isFile) {
        const files = new DataTransfer();
        files.items.add(new File([text], 'given.age'));
        field.files = files.files;
      } else {
        Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
      }
      field?.dispatchEvent(event);
    },
    selector,
    content,
  );
}
