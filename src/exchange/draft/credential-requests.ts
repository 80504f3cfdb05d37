/** Profiles from the requests of a source: credentials only, each for the origin that it goes to. */
import type { ImportedProfile, Remark } from '../../domain/imported';
import type { Read, Reading } from '../format';
import { placeOfUrl } from '../place/place-of-url';
import { commonPath, groupsOf, type Use, withoutReplaced } from './credential-groups';
import type { FoundHeader } from './found';
import { nameOfHeader } from './found';
import { isCredential } from './is-credential';
import { distinctRemarks, toImported } from './to-imported';

export interface FoundRequest {
  /** For the name of a profile: that of the collection, or of the request. '' means the host. */
  readonly name: string;
  readonly url: string;
  readonly method?: string;
  /** Others than credentials are left out here. */
  readonly headers: readonly FoundHeader[];
  /** About the headers and the request: they go to the profile that it is a part of. */
  readonly remarks: readonly Remark[];
  /** Names of the source, for the remarks about the address. */
  readonly place: string;
  /** The name of the environment or folder that the request was read with. */
  readonly note?: string;
}

export interface RequestOptions {
  /** In the order of time: a credential that another one has followed on the same path is over. */
  readonly latestWins?: boolean;
}

/** Calls `reading.entry()` for each request, and pauses. */
export async function credentialsByPlace(
  requests: readonly FoundRequest[],
  reading: Reading,
  { latestWins = false }: RequestOptions = {},
): Promise<Read> {
  const byOrigin = new Map<string, RequestUse[]>();
  const remarks: Remark[] = [];
  let count = 0;
  for (const request of requests) {
    reading.entry();
    count += 1;
    if (count % 100 === 0) await reading.pause();
    const use = useOf(request);
    if (use.headers.size === 0) {
      remarks.push(...use.remarks);
      continue;
    }
    const uses = byOrigin.get(use.origin);
    if (uses) uses.push(use);
    else byOrigin.set(use.origin, [use]);
  }
  const profiles: ImportedProfile[] = [];
  for (const [origin, all] of byOrigin) {
    const live = latestWins ? withoutReplaced(all) : { uses: all, hasReplaced: false };
    if (live.hasReplaced) remarks.push({ code: 'duplicate', place: hostOf(origin) });
    profiles.push(...profilesOf(origin, live.uses));
    await reading.pause();
  }
  return { profiles, remarks: distinctRemarks(remarks) };
}

interface RequestUse extends Use {
  /** '' if the address names none. */
  readonly origin: string;
  readonly name: string;
  readonly note: string;
  readonly remarks: readonly Remark[];
}

function useOf(request: FoundRequest): RequestUse {
  const { place, userInfo, remarks } = placeOfUrl(request.url, 'origin');
  const headers = new Map(
    request.headers.filter(isCredential).map((header) => [nameOfHeader(header), header] as const),
  );
  // Clients send it as a Basic header.
  if (userInfo && !headers.has('authorization')) {
    headers.set('authorization', { schemeId: 'basic', fields: { ...userInfo } });
  }
  return {
    origin: place?.url ?? '',
    path: pathOf(request.url),
    headers,
    name: request.name,
    note: request.note ?? '',
    remarks: [
      ...request.remarks,
      // An address without a place is told by the profile.
      ...remarks
        .filter((code) => code !== 'site-missing')
        .map((code) => ({ code, place: request.place })),
    ],
  };
}

function pathOf(url: string): string {
  const [path = ''] =
    /^\/[^?#]*/.exec(url.replace(/^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/?#]*/i, '')) ?? [];
  return path;
}

function profilesOf(origin: string, uses: readonly RequestUse[]): readonly ImportedProfile[] {
  const groups = groupsOf(uses);
  const taken = new Map<string, number>();
  return groups.map((group) => {
    const path = groups.length > 1 ? commonPath(group.uses.map((use) => use.path)) : '';
    const [first] = group.uses;
    const name = unusedName(first?.name.trim() || hostOf(origin), path, taken);
    return toImported({
      name,
      note: first?.note ?? '',
      places: origin === '' ? [] : [{ url: origin, path }],
      headers: group.headers,
      remarks: distinctRemarks(group.uses.flatMap(({ remarks }) => remarks)),
      isExact: true,
    });
  });
}

function hostOf(origin: string): string {
  return URL.parse(origin)?.host ?? '';
}

/** Two profiles of one origin are told apart by their path, or by a number. */
function unusedName(name: string, path: string, taken: Map<string, number>): string {
  const start = path === '' || taken.size === 0 ? name : `${name} ${path}`;
  const count = (taken.get(start) ?? 0) + 1;
  taken.set(start, count);
  return count === 1 ? start : `${start} (${count})`;
}
