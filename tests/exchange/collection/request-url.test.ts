import { describe, expect, it } from 'vitest';
import { requestUrl } from '../../../src/exchange/collection/request-url';

const VARIABLES = new Map([
  ['base', 'https://a.test/v1'],
  ['host', 'a.test'],
]);

describe('requestUrl', () => {
  it.each([
    ['{{base}}/users', 'https://a.test/v1/users'],
    ['{{base}}/users/{{id}}/posts', 'https://a.test/v1/users/'],
    ['{{base}}/users-{{id}}', 'https://a.test/v1/'],
    ['https://{{host}}/users/:id/posts', 'https://a.test/users/'],
    ['https://{{host}}:8443/:id', 'https://a.test:8443/'],
    ['{{host}}/{{path}}', 'a.test/'],
    ['{{base}}?key={{key}}&page=2', 'https://a.test/v1?key='],
    ['https://a.test?key={{key}}', 'https://a.test?key='],
    ['https://a.test/things:batch', 'https://a.test/things:batch'],
    ['https://a.test', 'https://a.test'],
  ])('reads %j as %j', (text, url) => {
    expect(requestUrl(text, VARIABLES, 'mustache')).toBe(url);
  });

  it.each([
    '{{unknown}}/users',
    'https://{{unknown}}/users',
    'https://{{unknown}}.a.test/users',
    'https://a.test{{unknown}}/users',
    'https://a.test:{{unknown}}/users',
    '{{protocol}}://a.test/users',
    'https://a.test{{un/known}}',
  ])('leaves %j as it is, so that it makes no place', (text) => {
    expect(requestUrl(text, VARIABLES, 'mustache')).toBe(text);
  });
});
