/** The values that vitest.config.ts gives to the tests of a project. */
import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: 'chromium' | 'firefox';
  }
}
