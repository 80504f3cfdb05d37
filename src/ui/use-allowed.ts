/** Which sites the browser lets Keybearer work on, from the browser itself: a rule's existence tells nothing. */
import { useEffect, useState } from 'preact/hooks';
import type { Origin } from '../domain/site';
import { isAllowed, onPermissionsChanged } from '../platform/site-permissions';

/** @returns the allowed ones of `origins`; undefined until the browser has answered. */
export function useAllowed(origins: readonly Origin[]): ReadonlySet<Origin> | undefined {
  const [allowed, setAllowed] = useState<ReadonlySet<Origin>>();
  // The array is a new one at each render; what it names is what counts.
  const key = origins.join(' ');
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const answers = await Promise.all(origins.map(isAllowed));
      if (current) setAllowed(new Set(origins.filter((_, index) => answers[index])));
    };
    void ask();
    const stop = onPermissionsChanged(() => void ask());
    return () => {
      current = false;
      stop();
    };
  }, [key]);
  return allowed;
}
