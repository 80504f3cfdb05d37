/** Nothing that is typed is in one page only: the background keeps it, a moment after each change. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { draftKeyOf, type ProfileDraft } from '../../domain/profile-draft';
import type { Ask, Command, Send } from '../../protocol/messages';

const PAUSE_MS = 250;

/** @returns nothing until it is known whether a form of this key is kept. */
export function useSavedDraft(ask: Ask, key: string) {
  const [answer, setAnswer] = useState<{ readonly savedDraft: ProfileDraft | undefined }>();
  useEffect(() => {
    let current = true;
    void ask({ type: 'draft/read', key }).then((savedDraft) => {
      if (current) setAnswer({ savedDraft });
    });
    return () => {
      current = false;
    };
  }, [ask, key]);
  return answer;
}

interface Keeping {
  readonly send: Send;
  readonly draft: ProfileDraft;
  /** As the form began: there is nothing to keep. */
  readonly untouched: boolean;
  /** Whether the draft, as it is now, comes from the background. */
  readonly restored: boolean;
}

interface Keeper {
  /** Before it is saved: brings the background up to date a last time. */
  readonly rest: () => void;
  /** It was not saved after all. */
  readonly resume: () => void;
  readonly giveUp: () => void;
}

export function useKeeping({ send, draft, untouched, restored }: Keeping): Keeper {
  const typed = untouched ? undefined : JSON.stringify(draft);
  /** What the background has; undefined: nothing; null: nobody knows. */
  const held = useRef<string | undefined | null>(restored ? typed : undefined);
  const resting = useRef(false);
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    if (resting.current || held.current === typed) return;
    held.current = typed;
    const command: Command =
      typed === undefined
        ? { type: 'draft/discard', key: draftKeyOf(draft) }
        : { type: 'draft/keep', draft };
    void send(command).then(({ ok }) => {
      if (!ok) held.current = null;
    });
  };

  useEffect(() => {
    const timer = setTimeout(() => keepNow.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  // Whoever leaves a field may be about to lock, and whoever hides the page about to close it.
  useEffect(() => {
    const keep = () => keepNow.current();
    const occasions = ['focusout', 'visibilitychange', 'pagehide'] as const;
    for (const each of occasions) window.addEventListener(each, keep);
    return () => {
      for (const each of occasions) window.removeEventListener(each, keep);
      keep();
    };
  }, []);

  return {
    rest() {
      keepNow.current();
      resting.current = true;
    },
    resume() {
      resting.current = false;
      keepNow.current();
    },
    giveUp() {
      resting.current = true;
      if (held.current === undefined) return;
      void send({ type: 'draft/discard', key: draftKeyOf(draft) });
    },
  };
}
