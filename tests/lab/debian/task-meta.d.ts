/** The mark by which tests of a missing server tell the reporter. */
import 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** The reason why a test cannot run on this computer. */
    notRun?: string;
  }
}
