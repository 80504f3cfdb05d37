/** One file of each format with a number of entries. */
import type { FormatId, SourceFile } from '../../../src/domain/imported';
import * as collections from './collections';
import * as headerTools from './header-tools';
import * as otherFiles from './other-files';

/** @param at - The host of an entry. */
export type FilesOf = (count: number, at: (index: number) => string) => string;

const TEXTS: Readonly<Record<FormatId, FilesOf>> = {
  ...headerTools,
  ...collections,
  ...otherFiles,
};

/** Some formats are recognised by the name. */
const NAMES: Partial<Record<FormatId, string>> = {
  opencollection: 'opencollection.yml',
  env: '.env',
  netrc: '.netrc',
  http: 'many.http',
};

/** `apart`: each entry on a host of its own. `together`: all on one host, with a credential each. */
export type Spread = 'apart' | 'together';

export function manyEntries(
  format: FormatId,
  count: number,
  spread: Spread,
): readonly SourceFile[] {
  const at = (index: number) => (spread === 'apart' ? `h${index}.test` : 'one.test');
  return [{ name: NAMES[format] ?? '', text: TEXTS[format](count, at) }];
}
