/** The methods of a source's filter, as far as a profile can name them. */
import type { RemarkCode } from '../../domain/imported';
import { METHODS, type Method } from '../../domain/profile';
import type { Tree } from '../text/tree';
import { asText } from '../text/tree';

export interface NamedMethods {
  /** Empty: all. */
  readonly methods: readonly Method[];
  /** False: none of the source's methods can be named, and `methods` would be all. */
  readonly isExact: boolean;
  readonly codes: readonly RemarkCode[];
}

/**
 * OPTIONS and methods of a server's own are left out, which is narrower.
 *
 * @param named - Empty: all.
 */
export function methodsNamed(named: readonly Tree[]): NamedMethods {
  const wanted = new Set(named.map((each) => asText(each)?.toUpperCase()));
  const methods = METHODS.filter((method) => wanted.has(method));
  const isExact = wanted.size === 0 || methods.length > 0;
  if (!isExact) return { methods, isExact, codes: ['filter-dropped'] };
  return { methods, isExact, codes: wanted.size > methods.length ? ['narrowed'] : [] };
}

/** All methods but these. */
export function methodsBut(named: readonly Tree[]): NamedMethods {
  if (named.length === 0) return { methods: [], isExact: true, codes: [] };
  const unwanted = new Set(named.map((each) => asText(each)?.toUpperCase()));
  const methods = METHODS.filter((method) => !unwanted.has(method));
  const isExact = methods.length > 0;
  return { methods, isExact, codes: [isExact ? 'narrowed' : 'filter-dropped'] };
}
