/**
 * Decodes the labels of internationalised host names, which the platform only encodes.
 *
 * Source: RFC 3492 §5 (parameters), §6.2 (decoding); vectors in the test.
 */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;
const LAST_CODE_POINT = 0x10ffff;

/** @param label - Without its `xn--`. @returns undefined if it is not Punycode. */
export function decodePunycode(label: string): string | undefined {
  const end = label.lastIndexOf('-');
  const output = [...label.slice(0, Math.max(end, 0))];
  let n = INITIAL_N;
  let bias = INITIAL_BIAS;
  let i = 0;
  let at = end + 1;
  while (at < label.length) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(label.charAt(at++));
      if (digit === undefined) return undefined;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapted(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > LAST_CODE_POINT) return undefined;
    output.splice(i++, 0, String.fromCodePoint(n));
  }
  return output.join('');
}

/** The next bias (RFC 3492 §6.1). */
function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/** a to z are 0 to 25, the digits 26 to 35, in either case. */
function digitOf(character: string): number | undefined {
  const value = Number.parseInt(character, BASE);
  if (Number.isNaN(value)) return undefined;
  return value < 10 ? value + 26 : value - 10;
}
