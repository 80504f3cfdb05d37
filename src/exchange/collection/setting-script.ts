/** Scripts that run before a request: most of them test or log, some set a variable or a header. */

const SETS =
  /\.set(?:Env|Global|GlobalEnv|Collection)?Var\(|\bset(?:Environment|Global)Variable\(|\.set\(|\.setHeaders?\(|\baddHeader\(|\bheaders\.(?:add|upsert)\b/;

/** The values that such a script sets are unknown: no script of a source is ever run. */
export function setsValues(script: string): boolean {
  return SETS.test(script);
}
