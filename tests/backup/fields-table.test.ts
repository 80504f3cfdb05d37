/**
 * The table of docs/backup.md: the fields of each scheme, as a backup names them.
 *
 * After a change of a scheme, this writes the table anew:
 * `npx vitest run --project unit tests/backup/fields-table.test.ts -u`.
 */
import { expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import type {
  CredentialField,
  CredentialFields,
  FieldCondition,
  SchemeId,
} from '../../src/domain/credential';
import { isSecret } from '../../src/domain/is-secret';
import { findScheme, schemes } from '../../src/schemes';
import { expectTableIn } from '../support/document-table';
import { SIGNED_OVER_TIME } from '../support/signatures';
import gluwa from '../vectors/gluwa.json';

const TEXTS: Readonly<Record<string, { readonly message: string } | undefined>> = messages;

const URL_OF_SERVER = 'https://login.example.com/token';
const CLIENT = { tokenUrl: URL_OF_SERVER, clientId: 'c' };

const { key: _, ...signedOverTime } = SIGNED_OVER_TIME.fields;

/** The fields that each scheme needs. The test parses them, and sees the values of all others. */
const NEEDED: Readonly<Record<SchemeId, CredentialFields>> = {
  basic: { username: 'ada', password: 'p' },
  bearer: { token: 't' },
  'jwt-signed': { algorithm: 'HS256', key: 'k'.repeat(32), lifetime: '300' },
  token: { key: 'k' },
  'api-key': { headerName: 'X-Key', key: 'k' },
  'custom-header': { headerName: 'X-Key', value: 'v' },
  'login-token': {
    url: URL_OF_SERVER,
    secretFields: 'password=p',
    tokenAt: '/token',
    headerName: 'Authorization',
    headerTemplate: 'Bearer {token}',
  },
  'oauth2-client-credentials': { ...CLIENT, clientSecret: 's' },
  'oauth2-authorization-code': { ...CLIENT, authorizationUrl: URL_OF_SERVER },
  'oauth2-device-code': { ...CLIENT, deviceUrl: URL_OF_SERVER },
  'signature-over-time': signedOverTime,
  totp: {
    headerName: 'X-OTP',
    secret: 'A'.repeat(32),
    digits: '6',
    period: '30',
    algorithm: 'SHA-1',
  },
  'gluwa-ethereum': { privateKey: '1'.repeat(64) },
  'gluwa-bitcoin': { wif: gluwa.bitcoin.wif },
};

it('docs/backup.md has the fields of every scheme', () => {
  const rows = schemes.flatMap((scheme) => {
    const stored = scheme.fieldsOf(scheme.parse(NEEDED[scheme.id]));
    return scheme.fields.map((field) => rowOf(scheme.id, field, stored[field.name] ?? ''));
  });
  const head = ['| scheme | field | meaning | value |', '|---|---|---|---|'];

  expectTableIn('docs/backup.md', [...head, ...rows].join('\n'));
});

it.each(Object.entries(NEEDED))('%s needs each of its fields', (id, fields) => {
  const { parse } = findScheme(id);
  // An empty user name or password is allowed, and one of them is needed.
  const names = Object.keys(fields).filter(() => id !== 'basic');

  for (const name of names) expect(() => parse({ ...fields, [name]: '' }), name).toThrow();
});

it('every field has a meaning', () => {
  for (const { id, fields } of schemes) {
    for (const field of fields) expect(meaningOf(id, field), `${id} ${field.name}`).not.toBe('');
  }
});

function rowOf(scheme: SchemeId, field: CredentialField, absent: string): string {
  const isNeeded = Object.hasOwn(NEEDED[scheme], field.name);
  const need = isNeeded ? 'needed' : absent === '' ? 'may be absent' : `absent: \`${absent}\``;
  const value = [need, ...traitsOf(field)].join('; ');
  return `| \`${scheme}\` | \`${field.name}\` | ${meaningOf(scheme, field)} | ${value} |`;
}

function meaningOf(scheme: string, { name }: CredentialField): string {
  return TEXTS[`field_${scheme.replaceAll('-', '_')}_${name}`]?.message ?? '';
}

function traitsOf(field: CredentialField): readonly string[] {
  const { onlyIf, options } = field;
  return [
    isSecret(field) ? 'secret' : '',
    onlyIf ? conditionOf(onlyIf) : '',
    options ? options.map((option) => `\`${option}\``).join(', ') : '',
  ].filter((trait) => trait !== '');
}

function conditionOf({ field, is }: FieldCondition): string {
  if (is === 'given') return `only with \`${field}\``;
  return `only if \`${field}\` is ${is.map((option) => `\`${option}\``).join(' or ')}`;
}
