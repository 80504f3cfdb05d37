/**
 * Signals to a browser as a whole. Its children (renderers, network, GPU) share the process group
 * that it was started with as the leader, so that one signal reaches all of them at once.
 */

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Windows has no groups; children there end when their browser does. */
export const HAS_GROUPS = process.platform !== 'win32';

/**
 * @param {ChildProcess} leader Started with `detached: HAS_GROUPS`.
 * @param {'SIGKILL' | 'SIGSTOP' | 'SIGCONT'} signal
 */
export function signalGroup(leader, signal) {
  if (leader.pid === undefined || hasEnded(leader)) return;
  if (HAS_GROUPS) process.kill(-leader.pid, signal);
  else if (signal === 'SIGKILL') leader.kill(signal);
  else throw new Error(`Windows has no ${signal}.`);
}

/** @param {ChildProcess} child */
export function hasEnded({ exitCode, signalCode }) {
  return exitCode !== null || signalCode !== null;
}
