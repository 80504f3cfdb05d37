/** Asks the background for the fields of a stored credential that hold no secret. */
import { useEffect, useState } from 'preact/hooks';
import type { ShownCredential } from '../../domain/credential';
import type { Ask } from '../../protocol/messages';
import type { HeaderInput } from './editor-draft';

export interface Shown {
  /** Undefined if the background does not have the credential. */
  readonly answer: ShownCredential | undefined;
}

/** @returns undefined until the background has answered. A header of another scheme shows nothing. */
export function useShownCredential(ask: Ask, { stored, schemeId }: HeaderInput): Shown | undefined {
  const headerId = stored?.schemeId === schemeId ? stored.id : undefined;
  const [known, setKnown] = useState<Shown & { readonly headerId: string }>();
  useEffect(() => {
    if (headerId === undefined) return;
    let current = true;
    void ask({ type: 'credential/shown', headerId }).then((answer) => {
      if (current) setKnown({ headerId, answer });
    });
    return () => {
      current = false;
    };
  }, [ask, headerId]);
  if (headerId === undefined) return { answer: undefined };
  return known?.headerId === headerId ? known : undefined;
}
