/** Asks the background about a typed credential, each time that typing pauses. */
import { useEffect, useState } from 'preact/hooks';
import type { CredentialFields, CredentialReport } from '../../domain/credential';
import type { Ask } from '../../protocol/messages';

const PAUSE_MS = 250;

/** @returns undefined while all fields are empty, and until the first answer. */
export function useCredentialReport(
  ask: Ask,
  schemeId: string,
  fields: CredentialFields | undefined,
): CredentialReport | undefined {
  const [report, setReport] = useState<CredentialReport>();
  useEffect(() => {
    setReport(undefined);
    if (!fields || Object.values(fields).every((value) => value === '')) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask({ type: 'credential/check', schemeId, fields });
      if (current) setReport(answer);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, schemeId, fields]);
  return report;
}
