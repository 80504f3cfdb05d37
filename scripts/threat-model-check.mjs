/** Holds what the tests have proven against docs/threat-model.md, and prints it. */
import { readFileSync } from 'node:fs';
import { holdAgainst, readThreatModel, tableOf } from './threat-model.mjs';

export function threatModel() {
  return readThreatModel(readFileSync(new URL('../docs/threat-model.md', import.meta.url), 'utf8'));
}

/**
 * @param {readonly import('./threat-model.mjs').Proof[]} proofs
 * @returns {import('./tally.mjs').Tally} Of rows, each counted once for each browser.
 */
export function judgeThreatModel(proofs) {
  const { lines, problems } = holdAgainst(threatModel(), proofs);
  for (const line of [...tableOf(lines), ...problems]) console.log(line);
  const failed = lines.filter(({ failures }) => failures > 0).length;
  const later = lines.filter(({ where }) => where === 'later').length;
  return {
    passed: lines.length - failed - later,
    // A proof that no row names fails none of them.
    failed: problems.length > 0 ? Math.max(failed, 1) : failed,
    skipped: 0,
  };
}
