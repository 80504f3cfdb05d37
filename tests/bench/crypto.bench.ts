/** Signing and unlocking, against the bare libraries, in one browser. */
import { copyFileSync } from 'node:fs';
import type { WebWorker } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openWorld, PASSPHRASE, PATIENT, type World } from '../e2e/harness';
import { median, record } from './results';
import { install } from './second-extension';
import { inFull } from './short-run';

const SOURCE = 'tests/bench/crypto-extension';
const BUILT = 'dist/bench-crypto-extension';
const UNLOCKS = inFull(10, 1);
const ROUNDS = inFull(30, 1);

let world: World;
let worker: WebWorker;

beforeAll(async () => {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: BUILT,
      lib: {
        entry: `${SOURCE}/worker.ts`,
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'worker.js',
      },
    },
  });
  copyFileSync(`${SOURCE}/manifest.json`, `${BUILT}/manifest.json`);
  world = await openWorld();
  worker = await (await install(world.chromium.browser, BUILT)).worker();
  // The worker is announced before its script has run.
  await vi.waitFor(async () => {
    if (!(await worker.evaluate(() => 'timeSigners' in globalThis))) throw new Error('not run yet');
  }, PATIENT);
});

afterAll(() => world?.close());

it('signs about as fast as the bare curve', async () => {
  const times = await worker.evaluate((rounds) => {
    const { timeSigners } = globalThis as unknown as {
      timeSigners(times: number, perRound: number): Promise<Record<string, number[]>>;
    };
    // The first signature ever builds a table: once, for all of them.
    return timeSigners(1, 20).then(() => timeSigners(rounds, 20));
  }, ROUNDS);

  const bare = median(times.bare ?? []);
  record({
    'sign.ratio': median(times.ours ?? []) / bare,
    'sign.ethersRatio': median(times.ethers ?? []) / bare,
    'sign.viemRatio': median(times.viem ?? []) / bare,
  });
  expect(bare).toBeGreaterThan(0);
});

it('unlocks in little more than the key derivation', async () => {
  const page = await world.browser.newPage('https://lab.test/');
  await world.keybearer.createVault(page, PASSPHRASE);
  const kdf: number[] = [];
  const unlock: number[] = [];
  for (let round = 0; round < UNLOCKS; round++) {
    kdf.push(
      await worker.evaluate(() =>
        (globalThis as unknown as { timeKdf(): Promise<number> }).timeKdf(),
      ),
    );
    await world.keybearer.lock(page);
    // A new one each time: a page that was open at a lock begins anew.
    const manager = await world.keybearer.openManager();
    unlock.push(
      await manager.evaluate(async (passphrase) => {
        const { runtime } = (
          globalThis as unknown as {
            chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
          }
        ).chrome;
        const begin = performance.now();
        const reply = await runtime.sendMessage({ type: 'vault/unlock', passphrase });
        if (!reply.ok) throw new Error('not unlocked');
        return performance.now() - begin;
      }, PASSPHRASE),
    );
    await manager.close();
  }

  record({ 'unlock.ratio': median(unlock) / median(kdf) });
  expect(unlock).toHaveLength(UNLOCKS);
});
