/** Compares the proofs of the tests with docs/threat-model.md, and prints the result. */
import { readFileSync } from 'node:fs';
import { fileOf, leftOut } from '../tests/e2e/browsers.mjs';
import { holdAgainst, readThreatModel, tableOf } from './threat-model.mjs';

export function threatModel() {
  return readThreatModel(readFileSync(new URL('../docs/threat-model.md', import.meta.url), 'utf8'));
}

/**
 * @param {readonly import('./threat-model.mjs').Proof[]} proofs
 * @param {{ readonly isQuick?: boolean }} [run] A quick run is not judged by the files that it
 *   leaves to the other browser.
 * @returns {import('./tally.mjs').Tally} The tally of rows, each counted once for each browser.
 */
export function judgeThreatModel(proofs, { isQuick = false } = {}) {
  const rows = isQuick ? threatModel().map(quickPartOf) : threatModel();
  const { lines, problems } = holdAgainst(rows, proofs);
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

/**
 * The part of a row that a run without `--both` proves: its tests in the browsers that they run in there.
 *
 * @param {import('./threat-model.mjs').Row} row
 * @returns {import('./threat-model.mjs').Row}
 */
export function quickPartOf({ id, evidence }) {
  const asked = evidence.map(({ file, where }) => ({
    file,
    where: where.filter(
      (place) => place === 'pure' || !leftOut(place, { isQuick: true }).map(fileOf).includes(file),
    ),
  }));
  return { id, evidence: asked };
}
