/**
 * Whether a program that tries common passwords first finds a passphrase soon. The estimate is made
 * here, without a request. Loaded on demand: the lists of common passwords are large.
 *
 * Score 3 of 4 takes at least 10^8 attempts. Each costs an Argon2id with 64 MiB.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const SCORE_AT_LEAST = 3;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

export function isGuessedSoon(passphrase: string): boolean {
  const { score } = estimator.check(passphrase.normalize('NFC'));
  // It keeps the last text that it has checked, as long as the page is open.
  estimator.check('');
  return score < SCORE_AT_LEAST;
}
