import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { type Browser, fileOf, isQuick, leftOut } from './tests/e2e/browsers.mjs';
import { SLOW } from './tests/repository/slow.mjs';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      unit('unit', {
        include: ['tests/**/*.test.{ts,tsx,mjs}'],
        exclude: ['tests/e2e/**', ...SLOW],
      }),
      unit('slow', { include: SLOW }),
      e2e('e2e', 'chromium'),
      e2e('e2e-firefox', 'firefox'),
      bench(),
    ],
  },
});

function unit(
  name: string,
  files: { readonly include: string[]; readonly exclude?: string[] },
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      ...files,
      setupFiles: ['tests/support/own-channels.ts'],
      // Sooner begun than processes; on two cores vitest would use one.
      pool: 'threads',
      maxWorkers: '100%',
      // Argon2id at full strength on a busy machine, and 10,000 generated URLs.
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

/** Not part of the tests: `npm run bench`. */
function bench(): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: 'bench',
      include: ['tests/bench/**/*.bench.ts'],
      provide: { browser: 'chromium' },
      fileParallelism: false,
      testTimeout: 300_000,
      hookTimeout: 300_000,
    },
  };
}

function e2e(name: string, browser: Browser): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: ['tests/e2e/**/*.test.ts'],
      exclude: leftOut(browser, { isQuick }).map(fileOf),
      provide: { browser },
      // One browser at a time: two would starve each other on two cores.
      fileParallelism: false,
      // What the files share, the drivers and the servers, is read once and not once for each.
      isolate: false,
      testTimeout: 120_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 30_000 } },
    },
  };
}
