/**
 * Reads a private key from PEM: PKCS#8, PKCS#1 or SEC1, alone or among certificates and parameters.
 *
 * Source: RFC 7468 §3, §10, §11; RFC 1421 §4.6.1.1 (`Proc-Type`, how older tools encrypt).
 */
import { base64 } from '@scure/base';
import { AppError } from '../../domain/errors';
import { fieldError } from '../field-error';
import type { KeyReading } from './key-reading';
import { fromPkcs1, fromPkcs8, fromSec1, type PrivateKeyInfo } from './private-key-info';

const FORMATS: Readonly<Record<string, (der: Uint8Array) => PrivateKeyInfo>> = {
  'PRIVATE KEY': fromPkcs8,
  'RSA PRIVATE KEY': fromPkcs1,
  'EC PRIVATE KEY': fromSec1,
};

export function isPem(text: string): boolean {
  return text.includes('-----BEGIN ');
}

/** @throws AppError `credential-invalid`, field `key`. */
export function readPem(text: string): KeyReading {
  const { label, body } = privateBlockOf(text);
  if (label === 'ENCRYPTED PRIVATE KEY' || body.includes('ENCRYPTED')) {
    throw fieldError('key', 'key-encrypted');
  }
  const read = FORMATS[label];
  if (!read) throw fieldError('key', 'key-unsupported');
  try {
    const { kind, bits, pkcs8 } = read(base64.decode(body.replace(/\s/g, '')));
    const pem = `-----BEGIN PRIVATE KEY-----\n${base64.encode(pkcs8)}\n-----END PRIVATE KEY-----`;
    return { key: { pkcs8: pem }, kind, bits };
  } catch (error) {
    if (error instanceof AppError) throw error;
    // Without cause: the decoder's message may quote the typed text.
    throw fieldError('key', 'key-damaged');
  }
}

interface Block {
  readonly label: string;
  readonly body: string;
}

function privateBlockOf(text: string): Block {
  // A key from a JSON file or an environment variable has its line ends as `\n`.
  const lines = text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  const blocks = [...lines.matchAll(/-----BEGIN ([^-]+)-----(.*?)-----END \1-----/gs)].map(
    ([, label = '', body = '']): Block => ({ label, body }),
  );
  const [first] = blocks;
  if (!first) throw fieldError('key', 'key-damaged');
  const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (found) return found;
  const isPublic = /PUBLIC KEY$|CERTIFICATE/.test(first.label);
  throw fieldError('key', isPublic ? 'key-public' : 'key-unsupported');
}
