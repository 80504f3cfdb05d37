/**
 * HeaderEditor: the file of its export, four lists of rules by what they change.
 *
 * Source: HeaderEditor's own export. A rule without `enable` is in force. A rule that is a function may
 * still carry the action from before it became one, which is not in force.
 */
import type { Remark, RemarkCode } from '../../domain/imported';
import { foundHeaderOf } from '../draft/found-header';
import { type FilteredHeader, headersByFilter } from '../draft/headers-by-filter';
import { safeName } from '../draft/safe-name';
import { toImported } from '../draft/to-imported';
import type { Format, Reading } from '../format';
import type { SourceTree } from '../text/source-tree';
import type { TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText, isMap } from '../text/tree';
import { ruleFilterOf } from './rule-filter';

const LISTS = ['request', 'sendHeader', 'receiveHeader', 'receiveBody'] as const;
type ListName = (typeof LISTS)[number];

/** A header with this value is removed. */
const REMOVE = '_header_editor_remove_';

export const headereditor: Format = {
  id: 'headereditor',

  recognises(file) {
    const lists = listsOf(file);
    return lists.length > 0 && lists.every(([, list]) => list.every(isRule));
  },

  async read(files, reading) {
    const headers: FilteredHeader[] = [];
    const remarks: Remark[] = [];
    for (const [list, rules] of files.flatMap(listsOf)) {
      for (const [index, rule] of rules.entries()) {
        if (index % 100 === 0) await reading.pause();
        const read = readRule(
          list,
          rule,
          asText(rule.name)?.trim() || `${list} ${index + 1}`,
          reading,
        );
        headers.push(...read.headers);
        remarks.push(...read.remarks);
      }
    }
    return { profiles: headersByFilter(headers).map(toImported), remarks };
  },
};

/** The lists that are there, if one of the headers' is among them. */
function listsOf(file: SourceTree): readonly (readonly [ListName, readonly TreeMap[]])[] {
  const tree = asMap(file.json());
  if (!Array.isArray(tree.sendHeader) && !Array.isArray(tree.receiveHeader)) return [];
  return LISTS.map((list) => [list, asList(tree[list]).map(asMap)] as const);
}

function isRule(rule: TreeMap): boolean {
  return (
    'matchType' in rule ||
    isMap(rule.condition) ||
    'action' in rule ||
    'headers' in rule ||
    'ruleType' in rule
  );
}

interface ReadRule {
  readonly headers: readonly FilteredHeader[];
  readonly remarks: readonly Remark[];
}

function readRule(list: ListName, rule: TreeMap, name: string, reading: Reading): ReadRule {
  const code = reasonAgainst(list, rule);
  if (code) {
    reading.entry();
    return { headers: [], remarks: [{ code, place: name }] };
  }
  const { filter, methods } = ruleFilterOf(rule);
  const groupName = asText(rule.group)?.trim() ?? '';
  // Rules without a place have nothing in common.
  const group = filter.places.length > 0 ? groupName : name;
  const isOff = rule.enable !== undefined && !asBoolean(rule.enable);
  const headers: FilteredHeader[] = [];
  const remarks: Remark[] = [];
  for (const [headerName, value] of rowsOf(rule)) {
    reading.entry();
    const place = [name, ...safeName(headerName)].join(' › ');
    if (value === REMOVE) {
      remarks.push({ code: 'header-removed', place });
      continue;
    }
    const read = foundHeaderOf(headerName, value, place);
    if (!read.header) {
      remarks.push(...read.remarks);
      continue;
    }
    const header = {
      ...read.header,
      ...(methods.length > 0 && { methods }),
      ...(isOff && { isOff: true }),
    };
    headers.push({ group, name, groupName, filter, header, remarks: read.remarks });
  }
  return { headers, remarks };
}

function reasonAgainst(list: ListName, rule: TreeMap): RemarkCode | undefined {
  if (asBoolean(rule.isFunction)) return 'script';
  if (list === 'receiveHeader') return 'response-header';
  if (list === 'request') return rule.ruleType === 'redirect' ? 'redirect' : 'rule-type';
  const isKnown = rule.ruleType === undefined || rule.ruleType === 'modifySendHeader';
  return list === 'sendHeader' && isKnown ? undefined : 'rule-type';
}

/** Newer rules have `headers`, with names in lower case, and may still carry the older `action`. */
function rowsOf(rule: TreeMap): readonly (readonly [string, string])[] {
  const headers = Object.entries(asMap(rule.headers));
  const action = asMap(rule.action);
  const rows = headers.length > 0 ? headers : [[asText(action.name) ?? '', action.value] as const];
  return rows.flatMap(([name, value]) =>
    name.trim() === '' ? [] : [[name.trim(), asText(value) ?? ''] as const],
  );
}
