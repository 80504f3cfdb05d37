/** Reads an unsaved form from the background, and sends it each change after a short pause. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { draftKeyOf, type ProfileDraft } from '../../domain/profile-draft';
import type { Ask, Command, Send } from '../../protocol/messages';
import { useKeepOnLeave } from '../../ui/use-keep-on-leave';

const PAUSE_MS = 250;

/** @returns undefined until the background has answered. */
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
  /** True if the form has no changes, so that there is nothing to keep. */
  readonly untouched: boolean;
  /** True if the draft comes from the background unchanged. */
  readonly restored: boolean;
}

interface Keeper {
  /** Call before a save: sends the draft a last time, then stops. */
  readonly rest: () => void;
  /** Call after a failed save. */
  readonly resume: () => void;
  /** The user discards the draft; the form is then shown without it. */
  readonly discard: () => void;
  /** The same, and the form closes. */
  readonly giveUp: () => void;
}

export function useKeeping({ send, draft, untouched, restored }: Keeping): Keeper {
  const typed = untouched ? undefined : JSON.stringify(draft);
  /** The draft in the background; undefined if it has none, null if that is unknown. */
  const held = useRef<string | undefined | null>(restored ? typed : undefined);
  const resting = useRef(false);
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    if (resting.current || held.current === typed) return;
    held.current = typed;
    const command: Command =
      typed === undefined
        ? { type: 'draft/clear', key: draftKeyOf(draft) }
        : { type: 'draft/keep', draft };
    void send(command).then(({ ok }) => {
      if (!ok) held.current = null;
    });
  };

  useEffect(() => {
    const timer = setTimeout(() => keepNow.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useKeepOnLeave(keepNow);

  function discard() {
    // The bin gets the last change too.
    keepNow.current();
    if (held.current === undefined) return;
    held.current = undefined;
    void send({ type: 'draft/discard', key: draftKeyOf(draft) }).then(({ ok }) => {
      if (!ok) held.current = null;
    });
  }

  return {
    rest() {
      keepNow.current();
      resting.current = true;
    },
    resume() {
      resting.current = false;
      keepNow.current();
    },
    discard,
    giveUp() {
      discard();
      resting.current = true;
    },
  };
}
