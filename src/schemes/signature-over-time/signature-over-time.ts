/**
 * A signature over key, secret, time and nonce, for APIs that do not sign the request. All its headers
 * are of one moment. The signed text comes from the user's template, and nothing in it from a server:
 * a server's clock can only move the time, within the bounds of `domain/server-clock.ts`.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CredentialFact, CredentialField } from '../../domain/credential';
import { fittingFields } from '../../domain/fitting-fields';
import type { AuthScheme, FieldDoubt } from '../auth-scheme';
import { fieldError } from '../field-error';
import { parseHeaderValue } from '../header-field/header-field';
import { parseChoice } from '../parse-choice';
import {
  ALGORITHMS,
  type Algorithm,
  isDigest,
  NONCES,
  type NonceKind,
  SECRET_ENCODINGS,
  type SecretEncoding,
  SIGNATURE_ENCODINGS,
  type SignatureEncoding,
  TIMES,
  type TimeFormat,
} from './choices';
import {
  type HeaderTemplate,
  headerTemplatesText,
  inOrder,
  parseHeaderTemplates,
  templateOf,
} from './header-templates';
import { newNonce, timeText } from './moment';
import { secretBytes, signature } from './sign';
import { filledBytes, filledText, hasPlaceholder, IN_SIGNED_TEXT, parseTemplate } from './template';

interface SignatureOverTimeCredential {
  /** Empty: no template has it. */
  readonly key: string;
  /** As the user typed it. */
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  readonly algorithm: Algorithm;
  readonly signedText: string;
  readonly time: TimeFormat;
  readonly nonce: NonceKind;
  /** 0 if there is no nonce. */
  readonly nonceLength: number;
  readonly signatureEncoding: SignatureEncoding;
  readonly headers: readonly HeaderTemplate[];
  /** Seconds for which the server accepts it. */
  readonly validity: number;
}

/** The part of its validity after which a new signature is made: decision 5. */
const RENEW_AFTER = 0.4;

/** Seconds. With a longer validity the server would accept more than its clock may move (decision 25). */
const VALIDITY = { min: 10, max: 15 * 60 };
/** Chromium sets off an alarm 30 s late, and that may take up 60 % of the validity. */
const ALWAYS_IN_TIME = 60;

/** Bytes. */
const NONCE_LENGTH = { min: 8, max: 64 };

const FIELDS: readonly CredentialField[] = [
  { name: 'key', kind: 'text', isOptional: true },
  { name: 'secret', kind: 'secret' },
  { name: 'secretEncoding', kind: 'choice', options: SECRET_ENCODINGS, initial: 'utf8' },
  { name: 'algorithm', kind: 'choice', options: ALGORITHMS, initial: 'HMAC-SHA-256' },
  { name: 'signedText', kind: 'lines', initial: '{key}{time}' },
  { name: 'time', kind: 'choice', options: TIMES, initial: 'seconds' },
  { name: 'nonce', kind: 'choice', options: NONCES, initial: 'none' },
  {
    name: 'nonceLength',
    kind: 'text',
    initial: '16',
    onlyIf: { field: 'nonce', is: ['hex', 'base64', 'base64-bytes'] },
  },
  { name: 'signatureEncoding', kind: 'choice', options: SIGNATURE_ENCODINGS, initial: 'hex' },
  {
    name: 'headers',
    kind: 'lines',
    initial: 'X-Signature: {signature}\nX-Timestamp: {time}\nX-Key: {key}',
  },
  { name: 'validity', kind: 'text', initial: '300' },
];

export const signatureOverTime: AuthScheme<SignatureOverTimeCredential> = {
  id: 'signature-over-time',
  keepsMoreThanItSends: true,
  fields: FIELDS,

  headerNames: ({ headers }) => {
    const [first, ...others] = inOrder(headers);
    return [first.name, ...others.map(({ name }) => name)];
  },
  signsTime: true,

  parse(typed) {
    const input = fittingFields(FIELDS, typed);
    const { key = '', secret = '', signedText = '', nonceLength } = input;
    const secretEncoding = parseChoice('secretEncoding', input.secretEncoding, SECRET_ENCODINGS);
    secretBytes(secret, secretEncoding);
    const credential = {
      key: key === '' ? '' : parseHeaderValue('key', key),
      secret,
      secretEncoding,
      algorithm: parseChoice('algorithm', input.algorithm, ALGORITHMS),
      signedText: signedText.replaceAll('\r\n', '\n'),
      time: parseChoice('time', input.time, TIMES),
      nonce: parseChoice('nonce', input.nonce, NONCES),
      nonceLength: nonceLength === undefined ? 0 : wholeNumber('nonceLength', nonceLength),
      signatureEncoding: parseChoice(
        'signatureEncoding',
        input.signatureEncoding,
        SIGNATURE_ENCODINGS,
      ),
      headers: parseHeaderTemplates(input.headers ?? ''),
      validity: wholeNumber('validity', input.validity ?? ''),
    };
    checkTemplates(credential);
    return credential;
  },

  fieldsOf: ({ headers, nonceLength, validity, nonce, ...fields }) => ({
    ...fields,
    nonce,
    ...(nonce !== 'none' && { nonceLength: String(nonceLength) }),
    headers: headerTemplatesText(headers),
    validity: String(validity),
  }),

  inspect(credential) {
    const { secret, secretEncoding, signedText } = credential;
    const doubts: FieldDoubt[] = [];
    const typed = { ...(secretEncoding === 'utf8' && { secret }), signedText };
    for (const [field, value] of Object.entries(typed)) {
      if (value !== value.trim()) doubts.push({ field, problem: 'space-around' });
    }
    return { doubts, facts: remarksOn(credential) };
  },

  async issue(credential, { now }) {
    const { key, secret, algorithm, validity, headers } = credential;
    const time = timeText(credential.time, now);
    const nonce = newNonce(credential.nonce, credential.nonceLength);
    const secretAsBytes = secretBytes(secret, credential.secretEncoding);
    const text = filledBytes(signedTemplate(credential), {
      key: utf8ToBytes(key),
      secret: secretAsBytes,
      time: utf8ToBytes(time),
      nonce: nonce.signed,
    });
    const signed = signature(algorithm, credential.signatureEncoding, text, secretAsBytes);
    const values = { signature: signed, key, time, nonce: nonce.written };
    const filled = (header: HeaderTemplate) => ({
      name: header.name,
      value: filledText(templateOf(header), values),
    });
    const [first, ...others] = inOrder(headers);
    return {
      headers: [filled(first), ...others.map(filled)],
      expiresAt: now + validity * 1000,
      renewAt: now + RENEW_AFTER * validity * 1000,
    };
  },
};

function remarksOn(credential: SignatureOverTimeCredential): readonly CredentialFact[] {
  const { algorithm, nonce, validity } = credential;
  const kind = 'signature-remark';
  return [
    ...(isDigest(algorithm) ? [{ kind, value: 'secret-guessable' } as const] : []),
    ...(nonce === 'none' ? [] : [{ kind, value: 'nonce-shared' } as const]),
    ...(validity < ALWAYS_IN_TIME ? [{ kind, value: 'renewed-late' } as const] : []),
  ];
}

function signedTemplate({ signedText }: Pick<SignatureOverTimeCredential, 'signedText'>) {
  return parseTemplate('signedText', signedText, IN_SIGNED_TEXT);
}

/** @throws AppError `credential-invalid` if the templates lack a value, or have one that is not there. */
function checkTemplates(credential: SignatureOverTimeCredential): void {
  const { algorithm, key, nonce, headers } = credential;
  const signed = signedTemplate(credential);
  const sent = headers.map(templateOf);
  // Otherwise one signature would be valid for ever.
  if (!hasPlaceholder(signed, 'time')) throw fieldError('signedText', 'time-not-signed');
  if (isDigest(algorithm) && !hasPlaceholder(signed, 'secret')) {
    throw fieldError('signedText', 'secret-not-signed');
  }
  const isSent = (placeholder: 'key' | 'nonce') =>
    sent.some((each) => hasPlaceholder(each, placeholder));
  const isUsed = (placeholder: 'key' | 'nonce') =>
    hasPlaceholder(signed, placeholder) || isSent(placeholder);
  if (key === '' && isUsed('key')) throw fieldError('key', 'required');
  if (nonce === 'none' && isUsed('nonce')) throw fieldError('nonce', 'nonce-none');
  // A server may know the key and the time by other ways, but never a random nonce.
  if (hasPlaceholder(signed, 'nonce') && !isSent('nonce')) {
    throw fieldError('headers', 'nonce-not-sent');
  }
}

/** @throws AppError `credential-invalid` naming the field. */
function wholeNumber(field: 'validity' | 'nonceLength', typed: string): number {
  const [{ min, max }, problem] =
    field === 'validity'
      ? [VALIDITY, 'validity-out-of-range' as const]
      : [NONCE_LENGTH, 'nonce-length-out-of-range' as const];
  if (typed.trim() === '') throw fieldError(field, 'required');
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  if (number < min || number > max) throw fieldError(field, problem);
  return number;
}
