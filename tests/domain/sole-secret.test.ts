import { expect, it } from 'vitest';
import type { HeaderSummary } from '../../src/domain/app-state';
import type { CredentialField } from '../../src/domain/credential';
import { hasSoleSecret } from '../../src/domain/sole-secret';
import { profileOf, siteOf } from '../support/app-states';

const field = (name: string, kind: CredentialField['kind']) => ({ name, kind });
const user = field('username', 'text');
const password = field('password', 'secret');
const key = field('key', 'secret-lines');

it.each<[string, readonly CredentialField[], Partial<HeaderSummary>, boolean]>([
  ['a password beside a user name', [user, password], {}, true],
  ['a key of several lines', [key], {}, true],
  ['two secrets', [password, key], {}, false],
  ['no secret', [user], {}, false],
  ['a secret for a token server', [password], { tokenOrigins: [siteOf(9)] }, false],
  ['another header', [password], { headerNames: ['X-API-Key'] }, false],
])('of %s', (_, fields, changes, expected) => {
  const { headers, ...profile } = profileOf(1);
  const own = { ...profile, headers: headers.map((header) => ({ ...header, ...changes })) };

  expect(hasSoleSecret(own, ['Authorization'], [{ id: 'basic', fields }])).toBe(expected);
});
