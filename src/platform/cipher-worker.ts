/** Starts the worker that encrypts and decrypts backups. Chrome's background is no page and cannot. */

export function startCipherWorker(): Worker {
  return new Worker(new URL('../backup/worker.ts', import.meta.url), { type: 'module' });
}
