/**
 * Reads and clears the clipboard for Chrome's worker, in an offscreen page. `navigator.clipboard`
 * needs a focused page, which this one never is; `execCommand` needs the two permissions (measured).
 */

export type ClipboardTask = 'read' | 'clear';

/** Only our own worker can post to it. */
export function serveClipboard(): void {
  navigator.serviceWorker.onmessage = ({ data, ports: [port] }: MessageEvent<ClipboardTask>) => {
    port?.postMessage(data === 'clear' ? clear() : read());
  };
}

/** @returns an empty text if the clipboard holds none. */
function read(): string {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  document.execCommand('paste');
  return field.value;
}

/**
 * An empty selection copies nothing, so a listener sets the text.
 *
 * @returns the clipboard's text afterwards. The read also waits for the write, which is still on its
 *   way to the browser when `execCommand` returns and is lost if the page closes (measured).
 */
function clear(): string {
  document.addEventListener('copy', (event) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', '');
  });
  document.execCommand('copy');
  return read();
}
