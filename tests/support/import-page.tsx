/** The import page as a user finds it, over a worker and a background that answer as told. */
import { fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import { reviewImport } from '../../src/app/exchange/review-import';
import { saveImported } from '../../src/app/exchange/save-imported';
import { toFailure } from '../../src/domain/errors';
import type { ImportReview } from '../../src/domain/import-review';
import type { ImportedProfile, Remark, RemarkCode } from '../../src/domain/imported';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import { ImportView } from '../../src/manager/import/import-view';
import type { Command, Query, Reply } from '../../src/protocol/messages';
import { stateOfMany } from './app-states';
import { summaries } from './editor';
import type { FakeBrowser } from './fake-ports';
import { worker } from './fake-worker';

/** A profile as an importer makes it. */
export function importedOf(draft: ProfileDraft, ...codes: readonly RemarkCode[]): ImportedProfile {
  const remarks = codes.map((code): Remark => ({ code, place: `entry ${code}` }));
  return { draft, isReady: true, remarks };
}

export function notReady(draft: ProfileDraft, ...codes: readonly RemarkCode[]): ImportedProfile {
  return { ...importedOf(draft, ...codes), isReady: false };
}

/** @param browser - The background's: the page asks its own use cases. */
export function drawImport(browser: FakeBrowser, kept?: ImportReview) {
  const sent: Command[] = [];
  const send = vi.fn(async (command: Command): Promise<Reply> => {
    sent.push(command);
    if (command.type !== 'import/save') return { ok: true };
    return saveImported(browser.ports, command).then(
      () => ({ ok: true }) as const,
      (error) => ({ ok: false, failure: toFailure(error) }) as const,
    );
  });
  const ask = vi.fn(async (query: Query) => {
    if (query.type === 'import/kept') return kept;
    if (query.type === 'import/review') return reviewImport(browser.ports, query.drafts);
    return undefined;
  });
  const onDone = vi.fn();
  const state = { ...stateOfMany(2, 0), schemes: summaries };
  location.hash = '#/import';
  // Cast: each query has its own answer.
  render(<ImportView {...{ state, send, onDone }} ask={ask as never} />);
  return { sent, send, ask, onDone };
}

/** Pastes a text, lets the worker find these profiles in it, and waits until they are checked. */
export async function importProfiles(
  profiles: readonly ImportedProfile[],
  remarks: readonly Remark[] = [],
): Promise<void> {
  paste('pasted text');
  (await worker()).finish(profiles, remarks);
  await screen.findByText(/^Profiles found/);
}

export function paste(pasted: string): void {
  const clipboardData = { getData: () => pasted };
  fireEvent.paste(screen.getByLabelText('Or paste a text'), { clipboardData });
}
