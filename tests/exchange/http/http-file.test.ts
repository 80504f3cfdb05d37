import { describe, expect, it } from 'vitest';
import { readHttpFile } from '../../../src/exchange/http/http-file';

describe('readHttpFile', () => {
  it('divides requests, names them, and leaves comments and bodies out', () => {
    const { requests, variables } = readHttpFile(`# all of it
@host = api.example.test
@base = https://{{host}}

### List users
GET {{base}}/users?page=1 HTTP/1.1
# a comment among the headers
Accept: application/json
Authorization: Bearer {{token}}

### 
// @name create
POST {{base}}/users
Content-Type: application/json

{
  "Authorization": "not a header"
}
`);

    expect([...variables]).toEqual([
      ['host', 'api.example.test'],
      ['base', 'https://{{host}}'],
    ]);
    expect(requests).toEqual([
      {
        name: 'List users',
        method: 'GET',
        url: '{{base}}/users?page=1',
        headers: [
          { name: 'Accept', value: 'application/json' },
          { name: 'Authorization', value: 'Bearer {{token}}' },
        ],
      },
      {
        name: 'create',
        method: 'POST',
        url: '{{base}}/users',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
      },
    ]);
  });

  it('joins indented lines of an address', () => {
    const { requests } = readHttpFile(
      'GET https://a.test/users\n    ?page=2\n    &size=10 HTTP/1.1\nX-API-Key: k\n',
    );

    expect(requests).toMatchObject([
      { url: 'https://a.test/users?page=2&size=10', headers: [{ name: 'X-API-Key', value: 'k' }] },
    ]);
  });

  it('passes over a script before the request, in one line or several', () => {
    const { requests } = readHttpFile(
      '< {%\n  request.variables.set("a", "b")\n%}\n< ./before.js\nGET https://a.test\n\n> {% client.log(1) %}\n',
    );

    expect(requests.map(({ url }) => url)).toEqual(['https://a.test']);
  });

  it.each([
    ['https://a.test/x', undefined, 'https://a.test/x'],
    ['localhost', undefined, 'localhost'],
    ['{{ base url }}/x HTTP/2', undefined, '{{ base url }}/x'],
    ['delete https://a.test', 'DELETE', 'https://a.test'],
    ['GET {{base}}/x', 'GET', '{{base}}/x'],
  ])('reads the request line %j', (line, method, url) => {
    const [request] = readHttpFile(line).requests;

    expect(request?.method).toBe(method);
    expect(request?.url).toBe(url);
  });

  it('puts the header Host before an address that begins with its path', () => {
    const { requests } = readHttpFile('GET /v1/users HTTP/1.1\nHost: a.test\n');

    expect(requests.map(({ url }) => url)).toEqual(['a.test/v1/users']);
  });

  it.each(['GET', 'curl https://a.test -H "X: y"', '# nothing', ''])('finds none in %j', (text) => {
    expect(readHttpFile(text).requests).toEqual([]);
  });
});
