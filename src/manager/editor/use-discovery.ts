/** Asks a server that the user has chosen, one question at a time. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { Discovered } from '../../domain/proposal';
import { isPlainHttp, originOfPage } from '../../domain/site';
import { requestSites } from '../../platform/site-permissions';

export function useDiscovery() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );

  /**
   * Call it in the tick of the click: browsers ask for a permission only then.
   *
   * @param address - The server's; the browser may ask the user to allow it first.
   * @returns undefined if nothing was found or the page has gone.
   */
  async function discover<T>(
    address: string,
    question: () => Promise<Discovered<T> | undefined>,
  ): Promise<T | undefined> {
    if (busy) return undefined;
    const origin = originOfPage(address.trim());
    // Keybearer refuses plain http, so it needs no permission.
    const allowing = origin && !isPlainHttp(new URL(origin)) && requestSites([origin]);
    setBusy(true);
    setFailure(undefined);
    await allowing;
    const answer = await question();
    if (!isHere.current) return undefined;
    setBusy(false);
    if (answer?.ok) return answer.found;
    setFailure(answer?.failure ?? { code: 'unexpected' });
    return undefined;
  }

  return { busy, failure, discover };
}
