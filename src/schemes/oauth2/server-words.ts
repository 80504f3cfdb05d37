/**
 * The server's own words about a refusal: they are shown beside our sentence, since they often say
 * more than a status does.
 *
 * A server may repeat in them what it was sent. Words that contain a secret of the request are left out.
 */
import { plainText } from '../../domain/plain-text';
import { type Client, formEncoded } from './client';
import type { JsonBody } from './json-body';

const LENGTH_AT_MOST = 300;

/** RFC 6749 §5.2 first, then the names that other servers use; RFC 9457 has `detail` and `title`. */
const NAMES = [
  'error_description',
  'message',
  // Okta.
  'errorSummary',
  // Apigee, in `fault`.
  'faultstring',
  'detail',
  'title',
];

/** Every other parameter may be a secret. */
const PUBLIC_PARAMETERS = new Set([
  'audience',
  'client_id',
  'grant_type',
  'redirect_uri',
  'resource',
  'scope',
  'token_type_hint',
]);

/** A shorter value, such as `consent`, is no secret. It would be found in many sentences. */
const SECRET_LENGTH_AT_LEAST = 8;

/** @returns the words as one line of text, or the server's error code if there are no words. */
export function wordsIn(body: JsonBody, secrets: readonly string[]): string | undefined {
  const places = [body, body.error, body.fault, firstOf(body.errors)].filter(isObject);
  const said = places.flatMap((place) => NAMES.map((name) => place[name])).find(isText);
  const text = said ?? [body.error, firstOf(body.errors)].find(isText);
  if (text === undefined || secrets.some((secret) => text.includes(secret))) return undefined;
  const plain = plainText(text, LENGTH_AT_MOST);
  return plain === '' ? undefined : plain;
}

/** @returns the secrets in a request, as they are and as they are sent. */
export function secretsSent(
  { body, headers }: RequestInit,
  { clientSecret = '' }: Client,
): readonly string[] {
  const parameters = body instanceof URLSearchParams ? [...body] : [];
  const ofBody = parameters.flatMap(([name, value]) =>
    PUBLIC_PARAMETERS.has(name) || value.length < SECRET_LENGTH_AT_LEAST ? [] : value,
  );
  const pair = new Headers(headers).get('Authorization')?.replace(/^Basic /, '') ?? '';
  const secrets = [clientSecret, pair, ...ofBody].filter((secret) => secret !== '');
  return secrets.flatMap((secret) => [secret, formEncoded(secret), encodeURIComponent(secret)]);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function isObject(value: unknown): value is JsonBody {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
