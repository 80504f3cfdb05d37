/** Asks the background about a typed credential, each time that typing pauses. */
import { useEffect, useState } from 'preact/hooks';
import type { CredentialReport } from '../../domain/credential';
import type { Ask } from '../../protocol/messages';
import type { HeaderInput } from './editor-draft';

const PAUSE_MS = 250;

/** @returns undefined while all fields are empty, and until the first answer. */
export function useCredentialReport(
  ask: Ask,
  { schemeId, fields, stored, storedFields = [] }: HeaderInput,
): CredentialReport | undefined {
  const kept = storedFields.join();
  const [report, setReport] = useState<CredentialReport>();
  useEffect(() => {
    setReport(undefined);
    if (!fields || Object.values(fields).every((value) => value === '')) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask({
        type: 'credential/check',
        schemeId,
        fields,
        ...(stored && kept !== '' && { stored: { headerId: stored.id, fields: storedFields } }),
      });
      if (current) setReport(answer);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, schemeId, fields, kept]);
  return report;
}
