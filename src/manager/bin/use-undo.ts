/**
 * The life of the undo bar: an offer until its time is over, then for a moment how it ended. The
 * background decides whether an undo is possible; the timer here only takes the bar away.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { UNDO_MS, type UndoOffer } from '../../domain/bin';
import type { Failure } from '../../domain/errors';
import type { Send } from '../../protocol/messages';
import { focusMain } from '../../ui/focus-main';
import { runAt } from '../run-at';
import { findRestored } from './find-restored';

/** The time for a sentence without a question. */
export const SAID_MS = 6_000;

export type Ending =
  | { readonly kind: 'undone'; readonly offer: UndoOffer; readonly address: string | undefined }
  | { readonly kind: 'kept' | 'deleted'; readonly offer: UndoOffer }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface UndoProps {
  readonly state: OpenState;
  readonly send: Send;
  /** Called with the page of what came back. */
  readonly onUndone: (address: string | undefined) => void;
}

export function useUndo({ state, send, onUndone }: UndoProps, bar: RefObject<HTMLElement | null>) {
  const [overKey, setOverKey] = useState<string>();
  const [ending, setEnding] = useState<Ending>();
  /** Stays in the bar until the background has answered. */
  const [pending, setPending] = useState<UndoOffer>();
  const offer = pending ?? (isNow(state.undo, overKey) ? state.undo : undefined);
  const key = offer && keyOf(offer);
  const isOpen = offer !== undefined || ending !== undefined;

  useEffect(() => {
    if (!offer) return;
    setEnding(undefined);
    // The clock may have been set back.
    return runAt(Math.min(offer.endsAt, Date.now() + UNDO_MS), () => {
      setOverKey(key);
      if (isInUse(bar.current)) setEnding({ kind: 'kept', offer });
    });
    // The offer is a new object in each state.
  }, [key]);

  useEffect(() => {
    if (!ending) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(() => (isInUse(bar.current) ? wait() : setEnding(undefined)), SAID_MS);
    };
    wait();
    return () => clearTimeout(timer);
  }, [ending]);

  // A button that has gone takes the focus with it.
  const hadFocus = useRef(false);
  hadFocus.current = bar.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    const wasLost = hadFocus.current && !bar.current?.contains(document.activeElement);
    if (wasLost && bar.current) focusNext(bar.current, ending);
  }, [isOpen, ending]);

  async function undo() {
    if (!offer || pending) return;
    setPending(offer);
    const reply = await send({ type: 'bin/undo', ids: [...offer.ids] });
    setPending(undefined);
    if (!reply.ok) return setEnding({ kind: 'failed', failure: reply.failure });
    const after = reply.state?.vault === 'unlocked' ? reply.state : state;
    const address = findRestored(state, after)?.address;
    setEnding({ kind: 'undone', offer, address });
    onUndone(address);
  }

  return {
    offer: ending ? undefined : offer,
    ending,
    undo: () => void undo(),
    noteDeleted: (deleted: UndoOffer) => setEnding({ kind: 'deleted', offer: deleted }),
  };
}

/** @param overKey - The key of the offer whose time is over on this page. */
function isNow(offer: UndoOffer | undefined, overKey: string | undefined): boolean {
  // The state that a page reads first may be old.
  return offer !== undefined && keyOf(offer) !== overKey && Date.now() < offer.endsAt;
}

function keyOf({ ids }: UndoOffer): string {
  return ids.join();
}

/** The row of what came back, the link in the bar, or the page. */
function focusNext(bar: HTMLElement, ending: Ending | undefined): void {
  const back = ending?.kind === 'undone' ? ending.address : undefined;
  // Not the button for a new profile, which has the address of an unsaved form.
  const links = [...document.querySelectorAll<HTMLElement>('main :is(li, .notice) a')];
  const row = links.find((link) => link.getAttribute('href') === back && !bar.contains(link));
  const isQuestion = ending?.kind === 'kept' || ending?.kind === 'failed';
  const next = row ?? (isQuestion ? bar.querySelector<HTMLElement>('a') : undefined);
  if (next) next.focus();
  else focusMain(bar);
}

function isInUse(bar: HTMLElement | null): boolean {
  return bar !== null && (bar.matches(':hover') || bar.contains(document.activeElement));
}
