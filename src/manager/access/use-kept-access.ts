/** Access that the user keeps, until a profile names the host again or the browser closes. */
import { useEffect, useState } from 'preact/hooks';
import { readKeptAccess, storeKeptAccess } from '../../platform/kept-access';

/**
 * @param unneeded - The patterns that no profile names. Undefined: not known yet.
 * @returns the patterns that are kept; undefined until they are read.
 */
export function useKeptAccess(unneeded: readonly string[] | undefined) {
  const [kept, setKept] = useState<readonly string[]>();
  useEffect(() => {
    void readKeptAccess().then(setKept);
  }, []);

  const change = (next: readonly string[]) => {
    setKept(next);
    void storeKeptAccess(next);
  };
  // A host that a profile names again is asked about anew when that profile goes.
  const still = kept && unneeded ? kept.filter((each) => unneeded.includes(each)) : kept;
  const isOutdated = still?.length !== kept?.length;
  useEffect(() => {
    if (still && isOutdated) change(still);
  }, [isOutdated]);

  return {
    kept: still,
    keep: (patterns: readonly string[]) => change([...(still ?? []), ...patterns]),
  };
}
