/** The figures of a run, in dist/bench.json: ratios and differences within one run, never times alone. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isShort } from './short-run';

const FILE = 'dist/bench.json';

/** Our aims; docs/performance.md explains each miss. */
const AIMS: Readonly<Record<string, number>> = {
  'popup.warmFcpRatio': 1.25,
  'popup.warmUsableRatio': 1.5,
  'popup.coldUsableRatio': 1.3,
  'popup.manyRatio': 1.2,
  'bytes.popupGzip': 25 * 1024,
  'request.deltaMs': 0.3,
  'request.observedDeltaMs': 0.3,
  'sign.ratio': 1.1,
  'unlock.ratio': 1.15,
  'import.savedMs': 1_000,
  'import.manySavedMs': 5_000,
  'import.longestFrameMs': 50,
};

/** Adds figures to the file, and prints them beside their aims. Those of a short run say nothing. */
export function record(figures: Readonly<Record<string, number>>): void {
  const unmeasured = Object.keys(figures).filter((name) => !Number.isFinite(figures[name]));
  if (unmeasured.length > 0) throw new Error(`Not measured: ${unmeasured.join(', ')}`);
  if (isShort) return;
  const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  writeFileSync(FILE, `${JSON.stringify({ ...before, ...figures }, null, 2)}\n`);
  for (const [name, value] of Object.entries(figures)) {
    const aim = AIMS[name];
    const beside = aim === undefined ? '' : ` (aim ${aim}${value > aim ? ', MISSED' : ''})`;
    console.log(`${name}: ${Math.round(value * 1000) / 1000}${beside}`);
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
