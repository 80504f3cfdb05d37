/** The rows of a ModHeader profile: the headers that may be set, and remarks about all others. */
import type { Remark, RemarkCode } from '../../domain/imported';
import type { Method } from '../../domain/profile';
import type { FoundHeader } from '../draft/found';
import { foundHeaderOf } from '../draft/found-header';
import { safeName } from '../draft/safe-name';
import type { TreeMap } from '../text/tree';
import { asBoolean, asList, asText, isMap } from '../text/tree';
import { enabledIn, isEnabled } from './profile-shape';

export interface Rows {
  readonly headers: readonly FoundHeader[];
  readonly remarks: readonly Remark[];
}

/** ModHeader computes these for each request. */
const COMPUTED = /\{\{\s*(uuid|timestamp|random|url_)/i;

const OTHER_ROWS: readonly (readonly [string, RemarkCode])[] = [
  ['respHeaders', 'response-header'],
  ['cspHeaders', 'response-header'],
  ['setCookieHeaders', 'response-header'],
  ['cookieHeaders', 'in-cookie'],
  ['reqCookieAppend', 'in-cookie'],
  ['urlReplacements', 'redirect'],
];

/** @param entry - Called for each row. */
export function rowsOf(
  profile: TreeMap,
  title: string,
  methods: readonly Method[],
  entry: () => void,
): Rows {
  const rows = asList(profile.headers).filter(isMap);
  const inForce = lastByName(rows);
  const read = rows.map((row) => {
    entry();
    const place = [title, ...safeName(nameOf(row))].join(' › ');
    const found = headerOf(row, profile, place);
    const isReplaced = isEnabled(row) && inForce.get(nameOf(row).toLowerCase()) !== row;
    const remarks = [...found.remarks];
    if (found.header && isReplaced) remarks.push({ code: 'duplicate', place });
    if (found.header && !isEnabled(row)) remarks.push({ code: 'disabled-in-source', place });
    const isOff = isReplaced || !isEnabled(row);
    const header = found.header && { ...found.header, methods, ...(isOff && { isOff }) };
    return { header, remarks };
  });
  return {
    headers: read.flatMap(({ header }) => header ?? []),
    remarks: [...read.flatMap(({ remarks }) => remarks), ...otherRows(profile, title, entry)],
  };
}

function nameOf({ name }: TreeMap): string {
  return (asText(name) ?? '').trim();
}

/** The later one of two rows for one header is in force. */
function lastByName(rows: readonly TreeMap[]): ReadonlyMap<string, TreeMap> {
  return new Map(rows.filter(isEnabled).map((row) => [nameOf(row).toLowerCase(), row]));
}

function headerOf(row: TreeMap, profile: TreeMap, place: string) {
  const name = nameOf(row);
  const value = asText(row.value) ?? '';
  const only = (code: RemarkCode) => ({ header: undefined, remarks: [{ code, place }] });
  // The row that ModHeader keeps open for the next header.
  if (name === '') return { header: undefined, remarks: [] };
  if (value.trim() === '') {
    const isSent = [row, profile].some(({ sendEmptyHeader }) => asBoolean(sendEmptyHeader));
    return only(isSent ? 'rule-type' : 'header-removed');
  }
  if (COMPUTED.test(value)) return only('script');
  const { header, remarks } = foundHeaderOf(name, value, place);
  const mode = row.appendMode ?? profile.appendMode;
  if (!header || !isAppended(mode)) return { header, remarks };
  return { header, remarks: [...remarks, { code: 'append-mode', place } as const] };
}

function isAppended(mode: TreeMap[string]): boolean {
  return mode !== undefined && mode !== null && mode !== '' && asBoolean(mode) !== false;
}

function otherRows(profile: TreeMap, title: string, entry: () => void): readonly Remark[] {
  return OTHER_ROWS.flatMap(([list, code]) => {
    const rows = enabledIn(profile, list);
    for (const _ of rows) entry();
    const named = rows.filter((row) =>
      Object.values(row).some((value) => value !== '' && typeof value !== 'boolean'),
    );
    return named.length > 0 ? [{ code, place: title }] : [];
  });
}
