/**
 * Encrypts and decrypts backups in a worker of its own: of the event page in Firefox, of an offscreen
 * page in Chrome. Worker and page are gone before an answer is given, and with them every text.
 */
import type { BackupCipher } from '../app/ports';
import type { AgeAnswer, AgeTask } from '../domain/age-task';
import { AppError } from '../domain/errors';
import { startCipherWorker } from './cipher-worker';
import { inOffscreenPage, isWorker, type OffscreenPage } from './offscreen';

const PAGE: OffscreenPage = {
  // Built from this file.
  url: 'src/background/cipher.html',
  reason: 'WORKERS',
  justification:
    'Encrypts or decrypts a backup in a worker, since the key derivation takes seconds.',
};

/** The key derivation takes two seconds on two cores of 2020. */
const ANSWER_WITHIN_MS = 120_000;

const running = new Set<AbortController>();

export const backupCipher: BackupCipher = {
  encrypt: (text, passphrase, signal) => run({ kind: 'encrypt', text, passphrase }, signal),
  decrypt: (file, passphrase) => run({ kind: 'decrypt', file, passphrase }),
  end() {
    for (const each of running) {
      each.abort(new AppError('locked-meanwhile', 'a lock began before its end'));
    }
  },
};

async function run(task: AgeTask, cancelled?: AbortSignal): Promise<string> {
  const ending = new AbortController();
  running.add(ending);
  try {
    const { signal } = ending;
    const answer = await inWorker(task, cancelled ? AbortSignal.any([signal, cancelled]) : signal);
    if ('text' in answer) return answer.text;
    const { code, ...details } = answer.failure;
    throw new AppError(code, 'the worker has refused it', details);
  } finally {
    running.delete(ending);
  }
}

function inWorker(task: AgeTask, signal: AbortSignal): Promise<AgeAnswer> {
  if (isWorker()) {
    return inOffscreenPage(
      PAGE,
      (post) => ask(task, signal, (port) => post(undefined, port)),
      signal,
    );
  }
  const worker = startCipherWorker();
  return ask(task, signal, (port) => worker.postMessage(undefined, [port])).finally(() =>
    worker.terminate(),
  );
}

/** @param handOn - Gives the worker its end of the channel. */
function ask(
  task: AgeTask,
  signal: AbortSignal,
  handOn: (port: MessagePort) => void,
): Promise<AgeAnswer> {
  const { port1, port2 } = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answered = new Promise<AgeAnswer>((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason));
    // `AbortSignal.timeout` cannot be ended: until its time is over it would keep the task in memory.
    timer = setTimeout(() => reject(new Error('no answer of the worker')), ANSWER_WITHIN_MS);
    port1.onmessage = ({ data }: MessageEvent<AgeAnswer>) => resolve(data);
    handOn(port2);
    port1.postMessage(task);
  });
  return answered.finally(() => {
    clearTimeout(timer);
    port1.close();
  });
}
