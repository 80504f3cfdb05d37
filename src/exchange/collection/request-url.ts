/** The address of a request, as far as it is known. */
import { resolve, type Syntax } from '../draft/resolve';
import type { Scope } from './collection';

const MARKS = ['{{', '<<', '{%', '${'];

/**
 * Cuts a path at its first segment that is not known, and a query at its first value that is not known:
 * the origin is enough for a place, and the path counts only where two credentials meet. An unknown host
 * stays as it is, so that it makes no place. `:id` in a path stands for any segment.
 */
export function requestUrl(text: string, scope: Scope, syntax: Syntax): string {
  const { text: url } = resolve(text, scope, syntax);
  const path = pathStart(url);
  if (path < 0) return url;
  const cuts = [...MARKS.map((mark) => url.indexOf(mark)), pathVariable(url, path)];
  const cut = Math.min(...cuts.filter((index) => index >= 0));
  if (cut < path || !Number.isFinite(cut)) return url;
  const known = url.slice(0, cut);
  return /[?#]/.test(known) ? known : known.slice(0, known.lastIndexOf('/') + 1);
}

/** The index of the slash after the host; -1 if nothing follows the host. */
function pathStart(url: string): number {
  const protocol = url.indexOf('://');
  const authority = protocol < 0 ? 0 : protocol + 3;
  const end = url.slice(authority).search(/[/?#\\]/);
  return end < 0 ? -1 : authority + end;
}

function pathVariable(url: string, path: number): number {
  const index = url.slice(path).search(/\/:[A-Za-z_]/);
  return index < 0 ? -1 : path + index + 1;
}
