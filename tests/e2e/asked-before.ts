/**
 * The built extension, with its optional permissions already granted: Chromium's own prompt is
 * outside of every page, and a headless browser has no user to answer it.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION_DIR } from './harness';

/** @returns the folder of a copy that differs in the manifest alone, and how to remove it. */
export function withLeaveFor(...granted: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'keybearer-'));
  cpSync(EXTENSION_DIR, dir, { recursive: true });
  const file = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const isLeft = (name: string) => !granted.includes(name);
  const changed = {
    ...manifest,
    permissions: [...manifest.permissions, ...granted],
    optional_permissions: manifest.optional_permissions.filter(isLeft),
  };
  writeFileSync(file, JSON.stringify(changed));
  return { dir, remove: () => rmSync(dir, { recursive: true }) };
}
