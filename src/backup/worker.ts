/**
 * Entry point of the worker that encrypts and decrypts backups. It gets a port, and on the port one task.
 * It has no way to the extension but its answer.
 */
import type { AgeAnswer, AgeTask } from '../domain/age-task';
import { toFailure } from '../domain/errors';
import { decryptText, encryptText } from './age';

globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  if (!port) return;
  port.onmessage = async ({ data }: MessageEvent<AgeTask>) => {
    port.postMessage(await answerTo(data));
  };
};

async function answerTo(task: AgeTask): Promise<AgeAnswer> {
  try {
    const { passphrase } = task;
    const text =
      task.kind === 'encrypt'
        ? await encryptText(task.text, passphrase)
        : await decryptText(task.file, passphrase);
    return { text };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}
