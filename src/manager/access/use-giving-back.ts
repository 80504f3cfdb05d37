/** Gives access back, and reports whether the browser did. */
import { useEffect, useState } from 'preact/hooks';
import { giveBackApi, giveBackHosts, type OptionalApi } from '../../platform/granted-access';
import { text } from '../../platform/texts';

interface Report {
  /** The hosts, or the name of the feature that the permission is for. */
  readonly names: string;
  readonly isGone: boolean;
}

export function useGivingBack() {
  const [report, setReport] = useState<Report>();
  useEffect(() => {
    const forget = () => setReport(undefined);
    window.addEventListener('hashchange', forget);
    return () => window.removeEventListener('hashchange', forget);
  }, []);
  const follow = async (names: string, gone: Promise<boolean>): Promise<void> => {
    setReport(undefined);
    setReport({ names, isGone: await gone });
  };
  return {
    /** Empty: nothing to say. */
    givenBack: report?.isGone ? text('accessGivenBack', report.names) : '',
    refusal: report && !report.isGone ? text('accessStays', report.names) : '',
    hosts: (names: string, patterns: readonly string[]) => follow(names, giveBackHosts(patterns)),
    api: (name: string, api: OptionalApi) => follow(name, giveBackApi(api)),
  };
}
