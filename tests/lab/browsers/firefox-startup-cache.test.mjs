import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { bringStartupCache, keepStartupCache } from './firefox-startup-cache.mjs';

/** @type {string[]} */
const profiles = [];

/** @param {readonly string[]} [files] */
function profileWith(files = []) {
  const dir = mkdtempSync(join(tmpdir(), 'keybearer-profile-'));
  profiles.push(dir);
  mkdirSync(join(dir, 'startupCache'));
  for (const file of files) writeFileSync(join(dir, file), file);
  return dir;
}

afterEach(() => {
  for (const dir of profiles.splice(0)) rmSync(dir, { recursive: true });
});

it('is what Firefox has parsed, and nothing of add-ons: no host is allowed by it', async () => {
  const parsed = 'startupCache/scriptCache.bin';
  const next = profileWith();

  await keepStartupCache(profileWith([parsed, 'startupCache/webext.sc.lz4', 'compatibility.ini']));
  await bringStartupCache(next);

  expect(readdirSync(next, { recursive: true }).map(String).sort()).toEqual([
    'compatibility.ini',
    'startupCache',
    parsed,
  ]);
});
