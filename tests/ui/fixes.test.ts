import { describe, expect, it } from 'vitest';
import { fix } from '../../src/ui/fixes';

describe('fix', () => {
  it.each([
    [
      'space-around',
      'password',
      { username: 'a', password: ' b ' },
      { fields: { username: 'a', password: 'b' } },
    ],
    ['scheme-word-twice', 'token', { token: 'Bearer  abc' }, { fields: { token: 'abc' } }],
    ['scheme-word-twice', 'token', { token: 'Bearer bearer a b' }, { fields: { token: 'a b' } }],
    [
      'looks-like-basic-pair',
      'token',
      { token: 'user:pa:ss' },
      { schemeId: 'basic', fields: { username: 'user', password: 'pa:ss' } },
    ],
    [
      'looks-like-encoded-pair',
      'password',
      { username: '', password: 'dXNlcjrDpA==' },
      { fields: { username: 'user', password: 'ä' } },
    ],
    ['jwt-expired', 'token', { token: 'x' }, undefined],
    ['required', 'token', { token: '' }, undefined],
  ] as const)('of %s in %s of %j is %j', (problem, field, fields, fixed) => {
    expect(fix(problem, field, fields)).toEqual(fixed);
  });
});
