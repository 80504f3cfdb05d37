/** Starts the worker of backups for Chrome's background, in an offscreen page. */
import { startCipherWorker } from './cipher-worker';

/**
 * Only our own background can post to it. The page hands the port on to the worker, so that no text of a
 * backup is ever in the page itself.
 */
export function serveCipher(): void {
  navigator.serviceWorker.onmessage = ({ ports: [port] }: MessageEvent) => {
    if (port) startCipherWorker().postMessage(undefined, [port]);
  };
}
