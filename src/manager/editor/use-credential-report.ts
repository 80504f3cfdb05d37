/** Asks the background about a typed credential, each time that typing pauses. */
import { useEffect, useState } from 'preact/hooks';
import type { CredentialReport } from '../../domain/credential';
import type { Ask } from '../../protocol/messages';
import type { HeaderInput } from './editor-draft';

const PAUSE_MS = 250;

interface Known {
  /** A report says nothing about a credential of another scheme. */
  readonly schemeId: string;
  readonly report: CredentialReport;
}

/**
 * @returns undefined while all fields are empty, and until the first answer. Until the next answer the
 * report has no findings, which belong to the value before; its facts and token stay, so that the form
 * does not jump.
 */
export function useCredentialReport(
  ask: Ask,
  { schemeId, fields, stored, storedFields = [] }: HeaderInput,
): CredentialReport | undefined {
  const kept = storedFields.join();
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    const isEmpty = !fields || Object.values(fields).every((value) => value === '');
    setKnown((before) => (isEmpty || !before ? undefined : withoutFindings(before)));
    if (isEmpty) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask({
        type: 'credential/check',
        schemeId,
        fields,
        ...(stored && kept !== '' && { stored: { headerId: stored.id, fields: storedFields } }),
      });
      if (current) setKnown(answer && { schemeId, report: answer });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, schemeId, fields, kept]);
  return known?.schemeId === schemeId ? known.report : undefined;
}

function withoutFindings({ schemeId, report: { facts, minted } }: Known): Known {
  return { schemeId, report: { findings: [], facts, ...(minted && { minted }) } };
}
