/** Scripts that run before a request: most of them test or log, some set a variable or a header. */
import type { Remark } from '../../domain/imported';
import { placeOf } from './place-name';

const SETS =
  /\.set(?:Env|Global|GlobalEnv|Collection)?Var\(|\bset(?:Environment|Global)Variable\(|\.set\(|\.setHeaders?\(|\baddHeader\(|\bheaders\.(?:add|upsert)\b/;

/** @param path - Names down to the script. @param remarks - Gets one if the script sets values. */
export function reportScript(script: string, path: readonly string[], remarks: Remark[]): void {
  if (setsValues(script)) remarks.push({ code: 'script', place: placeOf(path) });
}

/** The values that such a script sets are unknown: no script of a source is ever run. */
export function setsValues(script: string): boolean {
  return SETS.test(script);
}
