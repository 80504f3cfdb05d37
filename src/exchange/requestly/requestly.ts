/**
 * Requestly: the file of its export, a list of rules and groups.
 *
 * Source: Requestly's own export and the schema of its rules. A rule is in force if it is active and its
 * group is; `groupId: ''` is no group.
 */
import type { ImportedProfile, Remark, RemarkCode } from '../../domain/imported';
import { type FilteredHeader, headersByFilter } from '../draft/headers-by-filter';
import { toImported } from '../draft/to-imported';
import type { Format, Reading } from '../format';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText, isMap, mapsIn } from '../text/tree';
import { readModifications } from './modifications';
import { sourceFilterOf } from './source-filter';

export const requestly: Format = {
  id: 'requestly',

  recognises: (file) => mapsIn(file.json()).some((entry) => isRule(entry) || isGroup(entry)),

  async read(files, reading) {
    const profiles: ImportedProfile[] = [];
    const remarks: Remark[] = [];
    for (const file of files) {
      const entries = withChildren(mapsIn(file.json()));
      const groups = new Set(entries.filter(isGroup).filter(isActive).map(idOf));
      for (const [index, rule] of entries.filter(isRule).entries()) {
        if (index % 100 === 0) await reading.pause();
        const name = asText(rule.name)?.trim() || `rule ${index + 1}`;
        const group = asText(rule.groupId) ?? '';
        const isOff = !isActive(rule) || (group !== '' && !groups.has(group));
        const read = readRule(rule, { name, isOff }, reading);
        profiles.push(...headersByFilter(read.headers).map(toImported));
        remarks.push(...read.remarks);
      }
    }
    return { profiles, remarks };
  },
};

/** A group may hold its rules as `children`, instead of being named by them. */
function withChildren(entries: readonly TreeMap[]): readonly TreeMap[] {
  return entries.flatMap((entry) => [
    entry,
    ...asList(entry.children)
      .filter(isMap)
      .map((child) => ({ ...child, groupId: entry.id })),
  ]);
}

function isGroup({ objectType, children }: TreeMap): boolean {
  return objectType === 'group' && (children === undefined || Array.isArray(children));
}

function isRule({ objectType, ruleType, pairs }: TreeMap): boolean {
  return objectType !== 'group' && typeof ruleType === 'string' && Array.isArray(pairs);
}

function isActive({ status }: TreeMap): boolean {
  return status === 'Active';
}

function idOf({ id }: TreeMap): string | undefined {
  return asText(id);
}

function readRule(
  rule: TreeMap,
  { name, isOff }: { readonly name: string; readonly isOff: boolean },
  reading: Reading,
): { readonly headers: readonly FilteredHeader[]; readonly remarks: readonly Remark[] } {
  if (rule.ruleType !== 'Headers') {
    reading.entry();
    return { headers: [], remarks: [{ code: codeOf(rule.ruleType), place: name }] };
  }
  const headers: FilteredHeader[] = [];
  const remarks: Remark[] = [];
  for (const pair of asList(rule.pairs).map(asMap)) {
    const source = asMap(pair.source);
    const { filter, methods } = sourceFilterOf(source);
    const isPairOff = isOff || asBoolean(source.isActive) === false;
    for (const read of readModifications(pair, name, reading)) {
      if (!read.header) {
        remarks.push(...read.remarks);
        continue;
      }
      const header = {
        ...read.header,
        ...(methods.length > 0 && { methods }),
        ...(isPairOff && { isOff: true }),
      };
      headers.push({ group: '', name, groupName: '', filter, header, remarks: read.remarks });
    }
  }
  return { headers, remarks };
}

function codeOf(ruleType: Tree | undefined): RemarkCode {
  if (ruleType === 'Redirect' || ruleType === 'Replace') return 'redirect';
  return ruleType === 'Script' ? 'script' : 'rule-type';
}
