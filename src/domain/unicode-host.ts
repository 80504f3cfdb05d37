/** The Unicode form of a host that a URL writes in Punycode. Pure. */
import { decodePunycode } from './punycode';

/** Each with the scripts that it is written together with. */
const SCRIPTS = [
  /^[\p{sc=Latin}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Cyrillic}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Greek}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{N}-]+$/u,
  /^[\p{sc=Hangul}\p{sc=Han}\p{N}-]+$/u,
  /^[\p{sc=Arabic}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Hebrew}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Devanagari}\p{N}\p{M}-]+$/u,
  /^[\p{sc=Thai}\p{N}\p{M}-]+$/u,
];

/**
 * @param host - As a URL has it, without its port: `xn--bcher-kva.example`.
 * @returns undefined if it is plain, or not sure to be read as what it is: a label mixes scripts, or a
 * URL would write the Unicode form in another way.
 */
export function unicodeHost(host: string): string | undefined {
  if (!host.includes('xn--')) return undefined;
  const labels = host.split('.').map(decodedLabel);
  const isPlain = (label: string | undefined) =>
    label !== undefined && SCRIPTS.some((script) => script.test(label));
  const unicode = labels.join('.');
  return labels.every(isPlain) && URL.parse(`https://${unicode}`)?.hostname === host
    ? unicode
    : undefined;
}

function decodedLabel(label: string): string | undefined {
  return label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label;
}
