import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx,mjs}'],
          exclude: ['tests/e2e/**'],
          // Argon2id at full strength on a busy machine, and 10,000 generated URLs.
          testTimeout: 60_000,
        },
      },
      e2e('e2e', 'chromium', 'tests/e2e/**/*.test.{ts,mjs}'),
      // The journeys that are the same in both; the others need what only Chromium's tools offer.
      e2e(
        'e2e-firefox',
        'firefox',
        'tests/e2e/{disk,firefox,foreign-pages,lifecycle,main-job,renewal}.test.ts',
      ),
      bench(),
    ],
  },
});

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

function e2e(
  name: string,
  browser: 'chromium' | 'firefox',
  include: string,
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [include],
      exclude: browser === 'chromium' ? ['tests/e2e/firefox.test.ts'] : [],
      provide: { browser },
      // One browser at a time: two would starve each other on two cores.
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}
