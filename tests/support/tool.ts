/** Runs a tool of node_modules as the scripts do, and a folder to run it in that goes afterwards. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The repository; vitest runs there. */
export const ROOT = resolve('.');

/** The files that the build reads, without the tests. */
export const BUILT_FROM = [
  'manifest.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'tsconfig.json',
  'vite.config.ts',
];

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param script - Inside node_modules: `vite/bin/vite.js`. */
export function runTool(script: string, parameters: readonly string[], cwd: string): Outcome {
  return spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...parameters], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // vitest sets it to `test`, which no user of the tool has.
    env: { ...process.env, NODE_ENV: undefined, NO_COLOR: '1' },
  });
}

/** A folder of its own for `work`, removed afterwards. */
export async function inTemporaryFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'keybearer-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param files - Path inside the folder → text. */
export function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
