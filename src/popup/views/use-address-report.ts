/** The report on the tab's own address: no header is called set before it is known to be set there. */
import { useEffect, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import type { Ask } from '../../protocol/messages';
import type { SiteReport } from '../site-report';
import { loadViews } from './on-demand';

interface Here {
  readonly ask: Ask;
  readonly origin: Origin;
  /** The address of the tab. */
  readonly url: string;
  readonly picked: ProfileSummary | undefined;
}

export function useAddressReport(site: SiteReport, here: Here): SiteReport {
  const { ask, origin, url, picked } = here;
  const [known, setKnown] = useState<{ readonly key: string; readonly report: SiteReport }>();
  const isSet = site.kind === 'installed' || site.kind === 'incomplete';
  const key = JSON.stringify([picked?.id, site]);
  useEffect(() => {
    let isCurrent = true;
    if (isSet) {
      void loadViews()
        .then(({ addressReport }) => addressReport(ask, site, url))
        .then((report) => isCurrent && setKnown({ key, report }));
    }
    return () => {
      isCurrent = false;
    };
    // The others change only with these.
  }, [key]);
  if (known?.key === key) return known.report;
  // Painted at once only where no address of the site can be an exception.
  return isSet && (picked?.narrowedOn?.includes(origin) || !url.startsWith(`${origin}/`))
    ? { kind: 'pending' }
    : site;
}
