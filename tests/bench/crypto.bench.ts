/** Signing and unlocking, against the bare libraries, in one browser. */
import { copyFileSync } from 'node:fs';
import type { WebWorker } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, PASSPHRASE, type World } from '../e2e/harness';
import { median, record } from './results';
import { install } from './second-extension';

const SOURCE = 'tests/bench/crypto-extension';
const BUILT = 'dist/bench-crypto-extension';
const UNLOCKS = 10;

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
});

afterAll(() => world?.close());

it('signs about as fast as the bare curve', async () => {
  const times = await worker.evaluate(() => {
    const { timeSigners } = globalThis as unknown as {
      timeSigners(rounds: number, perRound: number): Promise<Record<string, number[]>>;
    };
    // The first signature ever builds a table: once, for all of them.
    return timeSigners(1, 20).then(() => timeSigners(30, 20));
  });

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
  const manager = await world.browser.newPage(
    `${world.browser.extensionOrigin}/src/manager/manager.html`,
  );
  const kdf: number[] = [];
  const unlock: number[] = [];
  for (let round = 0; round < UNLOCKS; round++) {
    kdf.push(
      await worker.evaluate(() =>
        (globalThis as unknown as { timeKdf(): Promise<number> }).timeKdf(),
      ),
    );
    unlock.push(
      await manager.evaluate(async (passphrase) => {
        const { runtime } = (
          globalThis as unknown as {
            chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
          }
        ).chrome;
        await runtime.sendMessage({ type: 'vault/lock' });
        const begin = performance.now();
        const reply = await runtime.sendMessage({ type: 'vault/unlock', passphrase });
        if (!reply.ok) throw new Error('not unlocked');
        return performance.now() - begin;
      }, PASSPHRASE),
    );
  }

  record({ 'unlock.ratio': median(unlock) / median(kdf) });
  expect(unlock).toHaveLength(UNLOCKS);
});
