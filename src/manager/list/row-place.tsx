/** Below the name in a row: the user name, and the sites as far as no heading names them. */
import type { ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import { originsOf } from './arrange';
import { SiteName } from './site-name';

interface RowPlaceProps {
  readonly profile: ProfileSummary;
  readonly isUnderSite: boolean;
}

export function RowPlace({ profile, isUnderSite }: RowPlaceProps) {
  const only = onlyOriginOf(profile);
  const userNames = new Set(profile.headers.flatMap(({ userName }) => userName || []));
  const parts = [
    ...[...userNames].map((each) => <bdi key={each}>{each}</bdi>),
    ...(only && !isUnderSite ? [<SiteName key="site" origin={only} />] : []),
    ...(only ? [] : [text('listSites', String(originsOf(profile).length))]),
  ];
  if (parts.length === 0) return null;
  return <span class="hint">{parts.map((part, index) => [index > 0 && ' · ', part])}</span>;
}

/** Undefined: the profile has several. */
export function onlyOriginOf(profile: ProfileSummary): Origin | undefined {
  const [first, ...others] = originsOf(profile);
  return others.length === 0 ? first : undefined;
}
