/** Chrome's offscreen page for backups: it hands the port on, and hears nothing itself. */
import { afterEach, expect, it, vi } from 'vitest';
import { serveCipher } from '../../src/platform/cipher-page';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('starts a worker for each port, and gives it away', () => {
  const served: { onmessage?: (event: object) => void } = {};
  const postMessage = vi.fn();
  const started: unknown[] = [];
  vi.stubGlobal('navigator', { serviceWorker: served });
  vi.stubGlobal(
    'Worker',
    class {
      postMessage = postMessage;
      constructor(...parameters: unknown[]) {
        started.push(parameters);
      }
    },
  );
  serveCipher();
  const port = new MessageChannel().port1;

  served.onmessage?.({ data: undefined, ports: [port] });
  served.onmessage?.({ data: 'no port', ports: [] });

  expect(started).toHaveLength(1);
  expect(postMessage).toHaveBeenCalledOnce();
  const [, [handedOn] = []] = postMessage.mock.calls[0] ?? [];
  expect(handedOn === port).toBe(true);
});
