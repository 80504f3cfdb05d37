/** An import as lines that a table compares: one for each profile and for each remark. */
import type { Imported } from '../../src/domain/imported';
import { summaryOf } from './fixture';

/**
 * `ready: Name @ https://a.test/path: bearer token=x`, then ` - code (place)` for each remark of the
 * profile; `code (place)` for a remark about the source.
 */
export function outline({ profiles, remarks }: Imported): readonly string[] {
  return [
    ...profiles.map((profile) => {
      const { name, isReady, sites, headers } = summaryOf(profile);
      const told = profile.remarks.map(({ code, place }) => ` - ${code} (${place})`).join('');
      const parts = [`${name} @ ${sites.join(' ')}`, headers.join(', ').replace(/\s+/g, ' ')];
      return `${isReady ? 'ready' : 'not ready'}: ${parts.join(': ')}${told}`;
    }),
    ...remarks.map(({ code, place }) => `${code} (${place})`),
  ];
}
