/** Judges one observed request. Pure, except that it waits for the facts. */
import { type ClockSample, serverTimeOf } from '../../diagnosis/server-time';
import type { ActivityEntry } from '../../domain/activity';
import { stateInTab } from '../../domain/app-state';
import { headersSetAt, sentAt } from '../../domain/extras';
import type { Outcome, SeenRequest } from '../../domain/seen-request';
import { type Origin, originOfPage } from '../../domain/site';
import { asInTab } from '../../domain/tab-picks';
import { signsTime } from '../headers/issuance';
import type { TokenUse } from '../tokens/token-refusal';
import { cookieSiteOf } from './cookie-site';
import { entryOf, type Known } from './entry-of';
import type { KnownFacts, Moment } from './known-facts';
import type { Noted } from './note-entries';
import { tokenUseOf } from './token-use';

export interface Seen {
  readonly request: SeenRequest;
  readonly outcome: Outcome;
  /** When the request was seen. */
  readonly moment: Moment;
}

export interface Judged {
  readonly noted: Noted;
  /** Present if the server refused a header that was signed by the clock, and its answer has a time. */
  readonly refusal?: { readonly origin: Origin; readonly sample: ClockSample };
  /** Present if the request carried a token from a server, and was not caused by another site. */
  readonly tokenUse?: TokenUse;
}

/** @returns undefined if no facts are known at all. */
export async function judgeSeen(
  seen: Seen,
  facts: Pick<KnownFacts, 'around'>,
): Promise<Judged | undefined> {
  const { request, outcome } = seen;
  const found = await entryBy(seen, facts);
  if (!found) return undefined;
  const { by, entry } = found;
  const page = pageOf(request, outcome);
  const cookieSite = cookieSiteOf(request, outcome, by);
  const refusal = entry && isRefusedSignature(entry, by) ? clockOf(request, outcome) : undefined;
  const tokenUse = entry && tokenUseOf(request, entry, by);
  return {
    noted: {
      ...(page && { page }),
      ...(entry && { entry }),
      ...(cookieSite && { cookieSite }),
    },
    ...(refusal && { refusal }),
    ...(tokenUse && { tokenUse }),
  };
}

interface EntryBy {
  readonly by: Known;
  readonly entry: ReturnType<typeof entryOf>;
}

/**
 * If a header was renewed while the request was in flight, it must not be reported as changed by
 * another extension: the request may have left with a header before, or with one after, since the
 * browser changes the rules a moment before the state changes.
 */
async function entryBy(
  { request, outcome, moment }: Seen,
  facts: Pick<KnownFacts, 'around'>,
): Promise<EntryBy | undefined> {
  let first: EntryBy | undefined;
  for (const knowing of facts.around(moment)) {
    const by = knownInTab(await knowing, request.tabId);
    const entry = entryOf(request, outcome, by);
    first ??= { by, entry };
    if (entry?.verdict.cause !== 'overridden') return { by, entry };
  }
  return first;
}

/** A request is judged by the pick of its own tab. */
function knownInTab(known: Known, tabId: number): Known {
  const { state, situation } = known;
  return { ...known, state: stateInTab(state, tabId), situation: asInTab(situation, tabId) };
}

function pageOf({ type, tabId, url }: SeenRequest, outcome: Outcome): Noted['page'] {
  const origin = originOfPage(url);
  const isPage = type === 'main_frame' && outcome.kind === 'answered';
  return isPage && origin ? { tabId, origin } : undefined;
}

function isRefusedSignature(
  { status, origin, headerNames, verdict }: Omit<ActivityEntry, 'id'>,
  { state }: Known,
): boolean {
  if ((status !== 401 && status !== 403) || verdict.cause === 'not-armed') return false;
  return headersSetAt(origin, sentAt(state, origin)).some(
    ({ header }) =>
      signsTime(header) && header.headerNames.some((name) => headerNames.includes(name)),
  );
}

/** A sample only: the refusal may have another reason, which a request of our own finds out. */
function clockOf({ url, at }: SeenRequest, outcome: Outcome): Judged['refusal'] {
  const origin = originOfPage(url);
  const sample = serverTimeOf(url, outcome, at);
  return origin && sample ? { origin, sample } : undefined;
}
