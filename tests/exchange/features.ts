/** The features of each source that its fixtures show: `fixtures/<format>/features.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { FORMATS, type FormatId, type SourceFile } from '../../src/domain/imported';

export type Outcome = 'ready' | 'narrowed' | 'not ready' | 'reported';

export interface Feature {
  readonly format: FormatId;
  readonly feature: string;
  readonly files: readonly SourceFile[];
  readonly outcome: Outcome;
  /** A remark's code, or words. */
  readonly why: string;
}

export const FEATURES: readonly Feature[] = FORMATS.flatMap((format) => {
  const folder = `${import.meta.dirname}/fixtures/${format}`;
  if (!existsSync(`${folder}/features.json`)) return [];
  // Cast: written by us, and each entry is held against the import.
  const entries = JSON.parse(readFileSync(`${folder}/features.json`, 'utf8')) as readonly {
    readonly feature: string;
    readonly file: string | readonly string[];
    readonly outcome: Outcome;
    readonly why: string;
  }[];
  return entries.map(({ file, ...entry }) => ({
    format,
    ...entry,
    files: [file].flat().map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') })),
  }));
});
