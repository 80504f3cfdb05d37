/** Rows of headers, variables and parameters: a name, a value, and a switch that each client calls otherwise. */
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText } from '../text/tree';
import type { SourceHeader, Variables } from './collection';

export interface Row {
  readonly name: string;
  /** Undefined: no text, or a number whose digits the file has lost. Null in the file is ''. */
  readonly value: string | undefined;
  /** For what else the row says. */
  readonly row: TreeMap;
}

/** @returns the rows that are switched on and have a name. */
export function rowsOf(rows: Tree | undefined): readonly Row[] {
  return asList(rows).flatMap((each) => {
    const row = asMap(each);
    const name = (asText(row.key) ?? asText(row.name))?.trim();
    return name && !isOff(row) ? [{ name, value: textOrNull(row.value), row }] : [];
  });
}

/** Each client has a switch of its own: Postman `disabled`, Thunder Client `isDisabled`, Hoppscotch `active`. */
function isOff({ disabled, isDisabled, enabled, active }: TreeMap): boolean {
  return (
    [disabled, isDisabled].some((each) => asBoolean(each) === true) ||
    [enabled, active].some((each) => asBoolean(each) === false)
  );
}

export function textOrNull(value: Tree | undefined): string | undefined {
  return value === null ? '' : asText(value);
}

export function headersIn(rows: Tree | undefined): readonly SourceHeader[] {
  return rowsOf(rows).flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}

export function variablesIn(rows: Tree | undefined): Variables {
  return new Map(
    rowsOf(rows).flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}
