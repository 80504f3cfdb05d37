/** Reads the granted permissions, again after a change in another page or in the browser's settings. */
import { useEffect, useState } from 'preact/hooks';
import { type Granted, onGrantedChange, readGranted } from '../../platform/granted-access';

/** @returns undefined until the browser has answered. */
export function useGranted(): Granted | undefined {
  const [granted, setGranted] = useState<Granted>();
  useEffect(() => {
    let latest = 0;
    const read = async () => {
      latest += 1;
      const asked = latest;
      const answer = await readGranted();
      // An answer to an earlier question may arrive later.
      if (asked === latest) setGranted(answer);
    };
    void read();
    const stop = onGrantedChange(() => void read());
    return () => {
      latest += 1;
      stop();
    };
  }, []);
  return granted;
}
