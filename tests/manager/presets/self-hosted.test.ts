/** Each template of a login is complete once the user has typed what it asks for. */
import { describe, expect, it } from 'vitest';
import { fieldsAtSite } from '../../../src/manager/editor/at-site';
import { SELF_HOSTED } from '../../../src/manager/presets/self-hosted';
import { findScheme } from '../../../src/schemes';
import { summaries } from '../../support/editor';

const SITE = 'https://api.example.com';
const LOGIN = summaries.find(({ id }) => id === 'login-token');

const logins = SELF_HOSTED.flatMap(({ id, headers }) =>
  headers
    .filter(({ schemeId }) => schemeId === 'login-token')
    .map(({ fields = {}, paste }) => ({ id, fields, paste })),
);

describe('the template of', () => {
  it.each(logins)('$id makes a login on the user’s own site', ({ fields, paste }) => {
    const initial = Object.fromEntries(
      LOGIN?.fields.map(({ name, initial }) => [name, initial ?? '']) ?? [],
    );
    const filled = {
      ...initial,
      ...fields,
      fields: `${fields.fields}ada`,
      secretFields: 'password=x',
      ...('secretHeaders' in paste && { secretHeaders: 'apikey: k' }),
    };
    const scheme = findScheme('login-token');
    const credential = scheme.parse(fieldsAtSite(LOGIN, filled, SITE));

    const { doubts } = scheme.inspect?.(credential, { now: 0 }) ?? {};
    expect(doubts).toEqual([]);
    for (const endpoint of scheme.grant?.endpoints(credential) ?? []) {
      expect(new URL(endpoint).origin).toBe(SITE);
    }
  });

  it('has text for each value of the user', () => {
    for (const { id, paste } of logins) {
      expect(Object.keys(paste), id).toEqual(expect.arrayContaining(['fields', 'secretFields']));
    }
  });
});
