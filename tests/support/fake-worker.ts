/** Workers of a page, without code: a test says what each reports. */
import { vi } from 'vitest';
import type { ChosenSource, ImportReport } from '../../src/domain/import-work';
import type { ImportedProfile, Remark } from '../../src/domain/imported';

/** The workers that the page has created, in order. */
export const workers: FakeWorker[] = [];

/** @returns the last one, once there is one. */
export async function worker(): Promise<FakeWorker> {
  return vi.waitFor(() => {
    const last = workers.at(-1);
    if (!last) throw new Error('no worker yet');
    return last;
  });
}

export class FakeWorker extends EventTarget {
  isEnded = false;
  /** What the page has handed to it. */
  sources: readonly ChosenSource[] = [];

  constructor() {
    super();
    workers.push(this);
  }

  postMessage(sources: readonly ChosenSource[]): void {
    this.sources = sources;
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** As the browser: a worker that was ended says nothing more. */
  report(...reports: readonly ImportReport[]): void {
    for (const data of reports) {
      if (!this.isEnded) this.dispatchEvent(new MessageEvent('message', { data }));
    }
  }

  finish(profiles: readonly ImportedProfile[], remarks: readonly Remark[] = []): void {
    this.report({ kind: 'profiles', profiles }, { kind: 'end', format: 'modheader', remarks });
  }
}
