/**
 * A `BroadcastChannel` of each test file's own, run before it. Node's reaches every thread of the test
 * run, so that one file would hear another's announcements.
 */
import { vi } from 'vitest';

const open = new Set<OwnChannel>();

class OwnChannel {
  onmessage: ((event: { readonly data: unknown }) => void) | undefined;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    open.add(this);
  }

  postMessage(data: unknown): void {
    const others = [...open].filter((each) => each !== this && each.name === this.name);
    queueMicrotask(() => {
      for (const each of others) if (open.has(each)) each.onmessage?.({ data });
    });
  }

  close(): void {
    open.delete(this);
  }
}

vi.stubGlobal('BroadcastChannel', OwnChannel);
