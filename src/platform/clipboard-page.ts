/**
 * What a page without a window does for Chrome's worker. `navigator.clipboard` wants a page that has
 * the focus, which this one never has; `execCommand` wants the two permissions instead (measured).
 */

export type ClipboardTask = 'read' | 'clear';

/** Only our own worker can post to it. */
export function serveClipboard(): void {
  navigator.serviceWorker.onmessage = ({ data, ports: [port] }: MessageEvent<ClipboardTask>) => {
    port?.postMessage(data === 'clear' ? clear() : read());
  };
}

/** Empty where there is no text in it. */
function read(): string {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  document.execCommand('paste');
  return field.value;
}

/**
 * A selection of nothing copies nothing: what is copied has to be said.
 *
 * @returns what is in it then. It is read for its order, too: what is written is only on its way to
 *   the browser when `execCommand` returns, and is lost if the page goes before (measured).
 */
function clear(): string {
  document.addEventListener('copy', (event) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', '');
  });
  document.execCommand('copy');
  return read();
}
