/**
 * Lets one process at a time work on a folder, across processes: two test runs started together
 * must not both replace node_modules. The lock is a folder, because making one is atomic; it lies
 * beside the temporary files, because the guarded folder may be deleted meanwhile.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RETRY_MS = 200;
const PATIENCE_MS = 10 * 60_000;

/**
 * @param {string} folder The folder that the lock guards.
 * @param {() => void} work Synchronous.
 * @throws {Error} If another process held the lock for ten minutes.
 */
export function holdingLock(folder, work) {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `keybearer-lock-${name}`);
  const deadline = Date.now() + PATIENCE_MS;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new Error(`Another process holds ${lock}. Delete it.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/**
 * A process that was killed leaves its lock behind.
 *
 * @param {string} lock
 */
function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    // Signal 0 only asks whether the process is there; 0 as a pid would mean ourselves.
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    // ESRCH: no such process. Anything else, as a pid file not yet written, means "in use".
    return codeOf(error) === 'ESRCH';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
