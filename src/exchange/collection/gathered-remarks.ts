/** One remark in place of many: hundreds of requests may need the same variable. */
import type { Remark, RemarkCode } from '../../domain/imported';
import { commonPlace } from './place-name';

const EACH_AT_MOST = 5;

/** @returns one remark about the folder that has all places of a code, if there are more than five. */
export function gathered(remarks: readonly Remark[]): readonly Remark[] {
  const places = new Map<RemarkCode, Set<string>>();
  for (const { code, place } of remarks) {
    const own = places.get(code) ?? new Set();
    places.set(code, own.add(place));
  }
  return [...places].flatMap(([code, own]) => {
    const all = [...own];
    const common = all.length > EACH_AT_MOST ? commonPlace(all) : '';
    return (common === '' ? all : [common]).map((place) => ({
      code,
      place,
    }));
  });
}
