/**
 * Holds an import against its source: each request that the compiled rules would give a header is one
 * that the source changes in the same way. The source is a model of its own tool, written from the tool's
 * documentation and not from our translation; it may run regular expressions.
 */
import { expect } from 'vitest';
import { parseProfile } from '../../src/app/profiles/parse-profile';
import type { Imported } from '../../src/domain/imported';
import type { Profile } from '../../src/domain/profile';
import { type Origin, placementsAt, type Site } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import type { Placement } from '../../src/rules/placement';
import type { Rule } from '../../src/rules/rule';
import { findScheme } from '../../src/schemes';
import { CHROME, FIREFOX } from '../support/browsers';
import { type DnrRequest, headersSetBy } from '../support/dnr';

/** `name` is in lower case. */
export interface SentHeader {
  readonly name: string;
  readonly value: string;
}

/** Whether the source gives the request this header. */
export type SourceModel = (request: DnrRequest, header: SentHeader) => boolean;

const NOW = Date.UTC(2026, 10, 30);

/** Keybearer's own, which keep answers out of the cache. */
const OF_THE_CACHE = ['cache-control', 'if-range', 'if-unmodified-since'];

/** @returns the number of requests that carry a header, for a test that wants to see some. */
export async function expectNeverWider(
  { profiles }: Imported,
  changes: SourceModel,
): Promise<number> {
  let carried = 0;
  for (const { draft } of profiles.filter(({ isReady }) => isReady)) {
    const profile = parseProfile(draft, undefined, NOW);
    const placements = await placementsOf(profile);
    const requests = profile.sites.flatMap(requestsNear);
    for (const browser of [CHROME, FIREFOX]) {
      const rules = compileRules(placements, browser).map((rule, id): Rule => ({ id, ...rule }));
      for (const request of requests) {
        for (const [name, value] of headersSetBy(rules, request)) {
          if (OF_THE_CACHE.includes(name)) continue;
          carried += 1;
          expect(
            changes(request, { name, value }),
            `${draft.name}: ${request.method} ${request.url} as ${request.type} carries ${name}`,
          ).toBe(true);
        }
      }
    }
  }
  return carried;
}

async function placementsOf(profile: Profile): Promise<readonly Placement[]> {
  const origins = [...new Set(profile.sites.map(({ origin }) => origin))];
  const specs = await Promise.all(
    profile.headers
      .filter(({ isOff }) => !isOff)
      .map(async ({ schemeId, credential, paths, methods }) => {
        const { headers } = await findScheme(schemeId).issue(credential, { now: NOW });
        return { headers, paths, methods };
      }),
  );
  return origins.flatMap((origin: Origin) =>
    specs.flatMap(({ headers, paths, methods }) =>
      placementsAt(origin, profile.sites, paths).map((path) => {
        return { origin, path, headers, methods, access: profile };
      }),
    ),
  );
}

/** Addresses at, below and beside a site, and those that only look like it. */
export function requestsNear({ origin, path }: Pick<Site, 'origin' | 'path'>): DnrRequest[] {
  const { host, hostname, protocol } = new URL(origin);
  const other = protocol === 'https:' ? 'http:' : 'https:';
  const starts = [
    origin,
    `${other}//${host}`,
    `${protocol}//${hostname}:81`,
    `${protocol}//sub.${host}`,
    `${protocol}//${hostname}.evil.test`,
    `${protocol}//evil-${host}`,
    `${protocol}//${host}@evil.test`,
    `${protocol}//evil.test/${origin}`,
    `${protocol}//evil.test/?${origin}`,
  ];
  const paths = ['', 'any', 'a/b', 'a?b=c'].map((text) => path.replaceAll('*', text));
  const ends = [
    '',
    '/',
    'x',
    '/x',
    '/x/',
    '?q=1',
    '/?q=/public',
    '#part',
    '/public',
    '-x',
    '.js',
    '0',
  ];
  const more = ['/', '/v1', '/v10', '/v1/', '/V1/', '/v2/x', '/x/v1', '/public', '/?a=1', '/%2Fv1'];
  const below = paths.flatMap((each) => ends.map((end) => each + end)).concat(more);
  const urls = starts.flatMap((start) =>
    below.flatMap(
      (each) => URL.parse(start + (each.startsWith('/') ? each : `/${each}`))?.href ?? [],
    ),
  );
  return [...new Set(urls)].flatMap(causedBy);
}

/** The same address as opened, posted, fetched and shown, by its own page and by another. */
function causedBy(url: string): readonly DnrRequest[] {
  const { origin } = new URL(url);
  const own = { initiator: origin, top: origin };
  const foreign = { initiator: 'https://app.test', top: 'https://app.test' };
  return [
    { url, type: 'main_frame', method: 'get' },
    { url, type: 'main_frame', method: 'get', initiator: 'https://app.test' },
    { url, type: 'main_frame', method: 'post', initiator: origin },
    { url, type: 'xmlhttprequest', method: 'get', ...own },
    { url, type: 'xmlhttprequest', method: 'delete', ...own },
    { url, type: 'xmlhttprequest', method: 'options', ...own },
    { url, type: 'xmlhttprequest', method: 'post', ...foreign },
    { url, type: 'image', method: 'get', ...own },
  ];
}
