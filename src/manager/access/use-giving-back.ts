/** Gives access back, and reports whether the browser did. */
import { useEffect, useState } from 'preact/hooks';
import { parsePattern } from '../../domain/match-pattern';
import {
  type GivenBack,
  giveBackApi,
  giveBackHosts,
  type OptionalApi,
} from '../../platform/granted-access';
import { text } from '../../platform/texts';
import { hostsText } from './pattern-text';

interface Report extends GivenBack {
  /** The hosts, or the name of the feature that the permission is for. */
  readonly names: string;
}

export function useGivingBack() {
  const [report, setReport] = useState<Report>();
  useEffect(() => {
    const forget = () => setReport(undefined);
    window.addEventListener('hashchange', forget);
    return () => window.removeEventListener('hashchange', forget);
  }, []);
  const follow = async (names: string, given: Promise<GivenBack>): Promise<void> => {
    setReport(undefined);
    setReport({ names, ...(await given) });
  };
  return {
    /** Empty: nothing to say. */
    givenBack: report?.isGone ? text('accessGivenBack', report.names) : '',
    problem: report ? problemText(report) : '',
    hosts: (names: string, patterns: readonly string[]) => follow(names, giveBackHosts(patterns)),
    api: (name: string, api: OptionalApi) => follow(name, apiGivenBack(api)),
  };
}

async function apiGivenBack(api: OptionalApi): Promise<GivenBack> {
  return { isGone: await giveBackApi(api), lost: [] };
}

function problemText({ names, isGone, lost }: Report): string {
  const hosts = lost.map((pattern) => ({ host: parsePattern(pattern)?.host ?? pattern }));
  return [
    !isGone && text('accessStays', names),
    hosts.length > 0 && text('accessLost', hostsText(hosts)),
  ]
    .filter(Boolean)
    .join(' ');
}
