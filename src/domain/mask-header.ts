/** Masks a header's value: it shows enough to tell two credentials apart. */
import type { Header } from './header';

const SHOWN = 4;
/** The last characters of a shorter secret would give away too much of it. */
const SECRET_MIN_LENGTH = 12;

/**
 * First words that are not secret. Any other first word may be the beginning of a secret.
 *
 * Source: IANA, HTTP Authentication Scheme Registry, and words that APIs use beside it.
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
  'JWT',
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

/** @returns the word of the auth scheme and the secret's end, as in `Bearer …a3f9`. */
export function maskHeader({ value }: Header): string {
  const word = schemeWordOf(value);
  if (word === undefined) return maskSecret(value);
  // The end of the encoded pair would show the end of the password.
  if (word.toLowerCase() === 'basic') return `${word} …`;
  return `${word} ${maskSecret(value.slice(word.length))}`;
}

/** @returns the value's first word if it is no secret: `Basic`. */
export function schemeWordOf(value: string): string | undefined {
  const [, word = ''] = /^(\S+) /.exec(value) ?? [];
  return SCHEME_WORDS.includes(word.toLowerCase()) ? word : undefined;
}

function maskSecret(secret: string): string {
  const trimmed = secret.trim();
  return trimmed.length < SECRET_MIN_LENGTH ? '…' : `…${trimmed.slice(-SHOWN)}`;
}
