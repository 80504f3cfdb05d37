/** Puts the headers that a header tool sends under the same filter into one profile. */
import type { Remark, RemarkCode } from '../../domain/imported';
import type { FoundFilter } from '../place/found-filter';
import { nameOfHeader } from './found';
import type { Found, FoundHeader } from './to-imported';

/** One header of a header tool. */
export interface FilteredHeader {
  /** Headers of different groups never share a profile. */
  readonly group: string;
  /** The name of a profile with this header alone. */
  readonly name: string;
  /** The name of a profile that more rules of the group share. Empty: the name of the first rule. */
  readonly groupName: string;
  /** Undefined: every address. */
  readonly filter: FoundFilter | undefined;
  readonly header: FoundHeader;
  readonly remarks: readonly Remark[];
}

/** Two headers of one name are alternatives, and get a profile each. */
export function headersByFilter(headers: readonly FilteredHeader[]): readonly Found[] {
  const profiles = new Map<string, FilteredHeader[]>();
  const timesByName = new Map<string, number>();
  for (const each of headers) {
    const key = JSON.stringify([each.group, each.filter]);
    const nameKey = JSON.stringify([key, nameOfHeader(each.header)]);
    const times = timesByName.get(nameKey) ?? 0;
    timesByName.set(nameKey, times + 1);
    const profileKey = JSON.stringify([key, times]);
    const together = profiles.get(profileKey);
    if (together) together.push(each);
    else profiles.set(profileKey, [each]);
  }
  return [...profiles.values()].map(foundOf);
}

function foundOf(headers: readonly FilteredHeader[]): Found {
  const [first] = headers;
  const filter = first?.filter;
  const names = new Set(headers.map(({ name }) => name));
  const name = (names.size > 1 ? first?.groupName : '') || first?.name || '';
  return {
    name,
    places: filter?.places ?? [],
    headers: headers.map(({ header }) => header),
    remarks: [
      ...codesOf(filter).map((code): Remark => ({ code, place: name })),
      ...headers.flatMap((each) => each.remarks),
      ...headers.flatMap(({ header, name: place }): Remark[] =>
        header.isOff ? [{ code: 'disabled-in-source', place }] : [],
      ),
    ],
    isExact: filter?.isExact ?? true,
    isStrict: filter?.isStrict ?? false,
  };
}

/** A filter that is not exact is not narrower either. */
function codesOf(filter: FoundFilter | undefined): readonly RemarkCode[] {
  const codes = filter?.codes ?? [];
  return filter?.isExact ? codes : codes.filter((code) => code !== 'narrowed');
}
