/**
 * An answer that a browser may keep in its cache, on every host of the lab:
 * `/kept?vary=<header>`. All others say `no-store`.
 */
import { jsonAnswer } from './lab-host.mjs';

/**
 * @param {URL} url
 * @returns {import('./lab-host.mjs').LabAnswer | undefined} Undefined where the path is another.
 */
export function keptAnswer(url) {
  if (url.pathname !== '/kept') return undefined;
  const vary = url.searchParams.get('vary') ?? '';
  return jsonAnswer(200, { kept: true }, { 'cache-control': 'private, max-age=3600', vary });
}
