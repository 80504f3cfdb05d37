/** A header's value, as far as it may be shown: enough to tell two credentials apart. */
import type { Header } from './header';

const SHOWN = 4;
/** Of a shorter secret the last characters would be too much of it. */
const SECRET_MIN_LENGTH = 12;

/**
 * Words that are no secret. Any other first word may be the beginning of one.
 *
 * Source: IANA, HTTP Authentication Scheme Registry; beside it what APIs have in use.
 */
const SCHEME_WORDS = [
  'ApiKey',
  'AWS4-HMAC-SHA256',
  'Basic',
  'Bearer',
  'Concealed',
  'Digest',
  'DPoP',
  'GenieKey',
  'GNAP',
  'HOBA',
  'Key',
  'Mutual',
  'Negotiate',
  'OAuth',
  'PrivateToken',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'SSWS',
  'Token',
  'vapid',
].map((word) => word.toLowerCase());

/** @returns as `Bearer …a3f9`: no more than the word of the auth scheme and the secret's end. */
export function maskHeader({ value }: Header): string {
  const [, word = ''] = /^(\S+) /.exec(value) ?? [];
  if (!SCHEME_WORDS.includes(word.toLowerCase())) return maskSecret(value);
  // The end of the encoded pair is the end of the password.
  if (word.toLowerCase() === 'basic') return `${word} …`;
  return `${word} ${maskSecret(value.slice(word.length))}`;
}

function maskSecret(secret: string): string {
  const trimmed = secret.trim();
  return trimmed.length < SECRET_MIN_LENGTH ? '…' : `…${trimmed.slice(-SHOWN)}`;
}
