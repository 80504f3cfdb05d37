/**
 * The unit test files that `npm run check` leaves out because they take longest, and `npm test` runs.
 * They are the vitest project `slow`; every other unit test file belongs to the project `unit`.
 */

export const SLOW = [
  // Each draws a page, in a document of its own.
  'tests/**/*.test.tsx',
  'tests/journeys/*.test.ts',
  // The lab itself.
  'tests/lab/**/*.test.mjs',
  'tests/app/profiles/kept-drafts.test.ts',
  'tests/diagnosis/steps.test.ts',
  'tests/domain/mask-address.test.ts',
  // 10,000 entries of each format, three times.
  'tests/exchange/bounds.test.ts',
  'tests/exchange/curl/shell-words-in-bash.test.ts',
  'tests/platform/state-parts.test.ts',
  'tests/repository/build.test.ts',
  'tests/repository/lint-report.test.ts',
  'tests/repository/popup-budget.test.ts',
  'tests/repository/popup-chunks.test.ts',
  'tests/schemes/oauth2-authorization-code/sign-in.test.ts',
  'tests/schemes/oauth2-device-code/sign-in.test.ts',
  'tests/vault/vault.test.ts',
];
