/** What vitest.config.ts tells the tests of a project. */
import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: 'chromium' | 'firefox';
  }
}
