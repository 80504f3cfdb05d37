// @vitest-environment happy-dom
/** The clipboard tasks of Chrome's offscreen page, and their order. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClipboardTask, serveClipboard } from '../../src/platform/clipboard-page';
import { proves } from '../support/proves';

let held: string;
let done: string[];
/** Whether the written text reaches the clipboard. */
let isWritable: boolean;
let served: { onmessage?: (event: object) => void };

beforeEach(() => {
  held = 'Authorization: Bearer clipboard-canary-43';
  done = [];
  isWritable = true;
  served = {};
  vi.stubGlobal('navigator', { serviceWorker: served });
  document.execCommand = (name: string) => {
    done.push(name);
    if (name === 'copy') copy();
    else (document.activeElement as HTMLTextAreaElement).value = held;
    return true;
  };
  serveClipboard();
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

/** The browser asks the page for the text to copy, and takes it unless the page leaves the selection. */
function copy(): void {
  const event = new Event('copy', { cancelable: true });
  const setData = (_type: string, text: string) => {
    if (isWritable) held = text;
  };
  Object.assign(event, { clipboardData: { setData } });
  document.dispatchEvent(event);
}

/** @returns what it answers. */
function ask(task: ClipboardTask): unknown {
  const port = { postMessage: vi.fn() };
  served.onmessage?.({ data: task, ports: [port] });
  return port.postMessage.mock.calls[0]?.[0];
}

describe('the page for the clipboard', () => {
  it('reads', () => {
    expect(ask('read')).toBe('Authorization: Bearer clipboard-canary-43');
    expect(done).toEqual(['paste']);
  });

  proves('T15', 'it answers when what it has written is there, not before', (tried) => {
    expect(ask('clear')).toBe('');
    expect(held).toBe('');
    expect(done).toEqual(['copy', 'paste']);
    tried();
  });

  proves('T15', 'it says what is left, where nothing could be written', (tried) => {
    isWritable = false;

    expect(ask('clear')).toBe('Authorization: Bearer clipboard-canary-43');
    tried();
  });
});
