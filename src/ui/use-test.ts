/** Runs a test request and holds its result. */
import { useCallback, useState } from 'preact/hooks';
import type { TestMethod, TestResult } from '../domain/inquiry';
import type { Ask } from '../protocol/messages';

export function useTest(ask: Ask) {
  const [result, setResult] = useState<TestResult>();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (url: string, method: TestMethod) => {
      setBusy(true);
      setResult(undefined);
      setResult((await ask({ type: 'test/run', url, method })) ?? UNANSWERED);
      setBusy(false);
    },
    [ask],
  );
  return { result, busy, run, forget: () => setResult(undefined) };
}

/** The background gives no answer to a page of an older version. */
const UNANSWERED: TestResult = { ok: false, failure: { code: 'unexpected' } };
