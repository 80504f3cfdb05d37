/**
 * The table of docs/providers.md, made of the same rows as the editor's templates.
 *
 * After a change of a row, this writes the table anew:
 * `npx vitest run --project unit tests/manager/presets/providers-table.test.ts -u`.
 */
import { describe, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';
import type { Preset } from '../../../src/manager/presets/preset';
import { PRESETS } from '../../../src/manager/presets/presets';
import { expectTableIn } from '../../support/document-table';
import { DOCUMENTED } from './documented';

const DOCUMENT = 'docs/providers.md';

const TEXTS: Readonly<Record<string, { readonly message: string }>> = messages;
const textOf = (...parts: readonly string[]) =>
  TEXTS[parts.join('_').replaceAll('-', '_')]?.message ?? '';

describe(DOCUMENT, () => {
  it('has the table of the rows', () => {
    expectTableIn(DOCUMENT, tableOf(PRESETS));
  });
});

function tableOf(presets: readonly Preset[]): string {
  const lines = presets.map((preset) => {
    const cells = [
      preset.isExtra ? `${preset.name} (${textOf('extraChip')})` : preset.name,
      [...preset.sites, ...(preset.siteHints ?? [])].map(code).join(' or '),
      [...new Set(preset.headers.map(({ schemeId }) => textOf('scheme', schemeId)))].join(', '),
      headersOf(preset).join('<br>'),
      [...pastedOf(preset), preset.advice ? textOf(preset.advice) : '']
        .filter(Boolean)
        .join('<br>'),
      `[document](${preset.link})`,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const head = '| provider | site | scheme | header | what to paste | document |';
  return [head, '|---|---|---|---|---|---|', ...lines].join('\n');
}

const code = (text: string) => `\`${text}\``;

function headersOf({ id, headers }: Preset): readonly string[] {
  const { sent = [] } = DOCUMENTED[id] ?? {};
  return headers.flatMap(({ paths, paste }, index) => {
    // Only a signature over time has several headers, and it stands alone.
    const own = headers.length === 1 ? sent : sent.slice(index, index + 1);
    return own.map(([name, documented]) => {
      const value = typeof documented === 'string' ? documented : documented.source.slice(1);
      const word = value.includes(' ') ? value.replace(/ .*$/, ' …') : '…';
      const line = code(`${name}: ${Object.keys(paste).length === 0 ? value : word}`);
      return paths.length === 0 ? line : `${line} under ${paths.map(code).join(', ')}`;
    });
  });
}

/** Each text with the name of its header or field, if there are several. */
function pastedOf({ id, headers }: Preset): readonly string[] {
  const several = headers.length > 1;
  return headers.flatMap(({ schemeId, paste }, index) => {
    const fields = Object.entries(paste);
    return fields.map(([field, key]) => {
      const header = several ? code(DOCUMENTED[id]?.sent[index]?.[0] ?? '') : '';
      const label = fields.length > 1 ? textOf('field', schemeId, field) : '';
      const before = [header, label].filter(Boolean).join(', ');
      return before === '' ? textOf(key) : `${before}: ${textOf(key)}`;
    });
  });
}
