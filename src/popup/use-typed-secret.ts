/**
 * Hands a typed secret to the background after each pause, since the popup closes when another window
 * gets the focus, and asks for its problems.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Finding } from '../domain/credential';
import type { HeaderSpecId, ProfileId } from '../domain/profile';
import type { Ask, Send } from '../protocol/messages';
import { useKeepOnLeave } from '../ui/use-keep-on-leave';

const PAUSE_MS = 250;

interface TypedSecret {
  readonly profileId: ProfileId;
  readonly revision: number;
  readonly headerId: HeaderSpecId;
  readonly value: string;
}

interface Keeper {
  /** The problems of the value; empty until the background has answered. */
  readonly findings: readonly Finding[];
  /** Call before a save: nothing is kept any more. */
  readonly rest: () => void;
  /** Call after a failed save. */
  readonly resume: () => void;
  readonly discard: () => void;
}

export function useTypedSecret(send: Send, ask: Ask, typed: TypedSecret): Keeper {
  const { profileId, revision, headerId, value } = typed;
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  /** The value in the background. */
  const held = useRef('');
  const resting = useRef(false);
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    if (resting.current || held.current === value) return;
    held.current = value;
    void send(
      value === ''
        ? { type: 'replacement/discard', headerId }
        : { type: 'replacement/keep', profileId, revision, headerId, value },
    );
  };

  useEffect(() => {
    setFindings([]);
    if (value === '') return keepNow.current();
    let current = true;
    const timer = setTimeout(async () => {
      keepNow.current();
      const found = await ask({ type: 'replacement/check', profileId, headerId, value });
      if (current && found) setFindings(found);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, profileId, headerId, value]);

  useKeepOnLeave(keepNow);

  return {
    findings,
    rest() {
      resting.current = true;
    },
    resume() {
      resting.current = false;
      // The refused save has not changed the value in the background.
      keepNow.current();
    },
    discard() {
      resting.current = true;
      if (held.current !== '') void send({ type: 'replacement/discard', headerId });
    },
  };
}
