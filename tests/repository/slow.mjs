/**
 * The unit test files that `npm run check` leaves out because they take longest, and `npm test` runs.
 * They are the vitest project `slow`; every other unit test file belongs to the project `unit`.
 */

export const SLOW = [
  'tests/journeys/faults.test.ts',
  'tests/journeys/formats.test.ts',
  'tests/journeys/lock-over-renewals.test.ts',
  'tests/journeys/renewal-faults.test.ts',
  'tests/journeys/server-clock.test.ts',
  'tests/journeys/use-cases.test.ts',
  'tests/lab/apis/oauth/bad-oauth-server.test.mjs',
  'tests/platform/state-parts.test.ts',
  'tests/repository/build.test.ts',
  'tests/repository/lint-report.test.ts',
  'tests/repository/popup-budget.test.ts',
  'tests/schemes/oauth2-authorization-code/sign-in.test.ts',
  'tests/vault/vault.test.ts',
];
