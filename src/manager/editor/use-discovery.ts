/** Questions to servers that the user has named, asked at a click and one at a time. */
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
   * To be called in the very tick of the click: browsers ask only in a gesture.
   *
   * @param address - Of the server, for which the browser may have to be asked first.
   * @returns nothing where nothing was found, or nobody waits for it any more.
   */
  async function discover<T>(
    address: string,
    question: () => Promise<Discovered<T> | undefined>,
  ): Promise<T | undefined> {
    if (busy) return undefined;
    const origin = originOfPage(address.trim());
    // What is refused anyway is nothing to be allowed.
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
