/** The header rows of one pair of a Requestly rule. */
import type { Remark, RemarkCode } from '../../domain/imported';
import { foundHeaderOf } from '../draft/found-header';
import { safeName } from '../draft/safe-name';
import type { FoundHeader } from '../draft/to-imported';
import type { Reading } from '../format';
import type { TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap } from '../text/tree';

export interface ReadModification {
  /** Undefined: the row sends no header of its own. */
  readonly header: FoundHeader | undefined;
  readonly remarks: readonly Remark[];
}

/** @param rule - The name of the rule. */
export function readModifications(
  pair: TreeMap,
  rule: string,
  reading: Reading,
): readonly ReadModification[] {
  return modificationsOf(pair).flatMap((modification) => {
    reading.entry();
    const name = asText(modification.row.header)?.trim() ?? '';
    return name === ''
      ? []
      : [readModification(modification, name, [rule, ...safeName(name)].join(' › '))];
  });
}

interface Modification {
  readonly isResponse: boolean;
  readonly row: TreeMap;
}

/** `{Request: […], Response: […]}`; before that a flat list with `target`, or one in the pair itself. */
function modificationsOf(pair: TreeMap): readonly Modification[] {
  const { modifications } = pair;
  if (isMap(modifications)) {
    return [
      ...rowsOf(modifications.Request).map((row) => ({ isResponse: false, row })),
      ...rowsOf(modifications.Response).map((row) => ({ isResponse: true, row })),
    ];
  }
  const flat = modifications === undefined ? [pair] : rowsOf(modifications);
  return flat.map((row) => ({ isResponse: row.target === 'Response', row }));
}

function rowsOf(list: TreeMap[string]): readonly TreeMap[] {
  return asList(list).map(asMap);
}

/** Types `Add` and `Modify` both set the header. */
function readModification(
  { isResponse, row }: Modification,
  name: string,
  place: string,
): ReadModification {
  const value = asText(row.value) ?? '';
  const code = reasonAgainst(isResponse, asText(row.type) ?? 'Add', value);
  if (code) return { header: undefined, remarks: [{ code, place }] };
  const { header, remarks } = foundHeaderOf(name, value, place);
  return { header, remarks };
}

function reasonAgainst(isResponse: boolean, type: string, value: string): RemarkCode | undefined {
  if (isResponse) return 'response-header';
  if (type === 'Remove') return 'header-removed';
  if (type !== 'Add' && type !== 'Modify') return 'rule-type';
  // A function that Requestly runs for each request, such as `rq_rand(4)`.
  return /\brq_[a-z_]+\(/.test(value) ? 'script' : undefined;
}
