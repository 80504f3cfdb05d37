/** Input × field × remedy: the form's answer to each kind of mistake, before anything is stored. */
import { describe, expect, it } from 'vitest';
import { checkCredential, refuseDoubts } from '../../../src/app/profiles/check-credential';
import { jwtOf, jwtWith } from '../../support/jwt';
import { refusal } from '../../support/matchers';
import { exampleKey, toAddress, toWif } from '../../support/wif';
import gluwa from '../../vectors/gluwa.json';

const now = 1_587_674_497_000;
const seconds = now / 1000;

const expired = jwtOf({ sub: 'alice', exp: seconds - 1 });
const live = jwtOf({ sub: 'alice', exp: seconds + 60 });
const early = jwtOf({ nbf: seconds + 3600 });
const unsigned = jwtWith({ alg: 'none' }, { sub: 'alice' });

describe('checkCredential', () => {
  it.each([
    ['bearer', { token: '' }, 'token', 'required'],
    ['bearer', { token: ' ' }, 'token', 'required'],
    ['bearer', { token: ' abc' }, 'token', 'space-around'],
    ['bearer', { token: 'abc\n' }, 'token', 'space-around'],
    ['bearer', { token: 'a\rb' }, 'token', 'control-character'],
    ['bearer', { token: 'a\nb' }, 'token', 'control-character'],
    ['bearer', { token: 'a\0b' }, 'token', 'control-character'],
    ['bearer', { token: 'a“b”' }, 'token', 'value-not-ascii'],
    ['bearer', { token: 'Bearer abc' }, 'token', 'scheme-word-twice'],
    ['bearer', { token: 'bearer abc' }, 'token', 'scheme-word-twice'],
    ['token', { key: 'Token abc' }, 'key', 'scheme-word-twice'],
    ['token', { key: '' }, 'key', 'required'],
    ['api-key', { headerName: '', key: 'x' }, 'headerName', 'required'],
    ['api-key', { headerName: 'X-Key', key: '' }, 'key', 'required'],
    ['api-key', { headerName: 'X Key', key: 'x' }, 'headerName', 'header-name-syntax'],
    ['api-key', { headerName: 'X-Key:', key: 'x' }, 'headerName', 'header-name-syntax'],
    ['api-key', { headerName: 'X-Clé', key: 'x' }, 'headerName', 'header-name-syntax'],
    ['api-key', { headerName: 'X-Key\r\nX-Evil', key: 'x' }, 'headerName', 'header-name-syntax'],
    ['custom-header', { headerName: 'X-Key ', value: 'x' }, 'headerName', 'space-around'],
    ...[
      'Host',
      'host',
      'Cookie',
      'Content-Length',
      'Connection',
      'Transfer-Encoding',
      'Origin',
      'Proxy-Authorization',
      'Proxy-X',
      'Sec-Fetch-Site',
      'sec-x',
    ].map(
      (name) =>
        [
          'custom-header',
          { headerName: name, value: 'x' },
          'headerName',
          'header-name-owned',
        ] as const,
    ),
    ['basic', { username: 'a:b', password: 'x' }, 'username', 'contains-colon'],
    ['basic', { username: 'a', password: 'x\ny' }, 'password', 'control-character'],
    ['gluwa-ethereum', { privateKey: 'nope' }, 'privateKey', 'key-not-64-hex'],
    [
      'gluwa-ethereum',
      { privateKey: ` ${gluwa.ethereum.privateKey}` },
      'privateKey',
      'space-around',
    ],
    ['gluwa-bitcoin', { wif: 'nope' }, 'wif', 'wif-checksum'],
    ['gluwa-bitcoin', { wif: `${gluwa.bitcoin.wif} ` }, 'wif', 'space-around'],
    ['nope', {}, 'schemeId', 'scheme-unknown'],
  ] as const)('refuses %s %j: %s %s', (schemeId, fields, field, problem) => {
    const report = checkCredential(schemeId, fields, now);

    expect(report).toEqual({ findings: [{ field, problem, severity: 'refused' }], facts: [] });
  });

  it.each([
    ['basic', { username: ' a', password: 'x' }, 'username', 'space-around'],
    ['basic', { username: 'a', password: 'x ' }, 'password', 'space-around'],
    ['basic', { username: 'a', password: btoa('a:secret') }, 'password', 'looks-like-encoded-pair'],
    ['bearer', { token: 'user:pass' }, 'token', 'looks-like-basic-pair'],
    ['bearer', { token: expired }, 'token', 'jwt-expired'],
    ['bearer', { token: early }, 'token', 'jwt-not-yet-valid'],
    ['bearer', { token: unsigned }, 'token', 'jwt-unsigned'],
    ['token', { key: expired }, 'key', 'jwt-expired'],
    ['api-key', { headerName: 'X-API-Key', key: expired }, 'key', 'jwt-expired'],
    [
      'custom-header',
      { headerName: 'Authorization', value: `Bearer ${expired}` },
      'value',
      'jwt-expired',
    ],
  ] as const)('doubts %s %j: %s %s, unless it is meant', (schemeId, fields, field, problem) => {
    const report = checkCredential(schemeId, fields, now);

    expect(report.findings).toEqual([{ field, problem, severity: 'doubtful' }]);
    expect(() => refuseDoubts(report, [])).toThrow(refusal('credential-doubtful', field, problem));
    expect(() => refuseDoubts(report, [problem])).not.toThrow();
  });

  it.each([
    ['basic', { username: '', password: 'x' }],
    ['basic', { username: 'x', password: '' }],
    ['basic', { username: 'a', password: 'correct horse' }],
    ['basic', { username: 'a', password: 'abcd1234' }],
    ['bearer', { token: 'opaque' }],
    ['bearer', { token: 'a.b.c' }],
    ['bearer', { token: live }],
    // Many a server issues no others: it is remarked upon, and saved.
    ['bearer', { token: jwtOf({ sub: 'alice' }) }],
    ['bearer', { token: jwtOf({ exp: seconds + 30 * 86_400 }) }],
    ['api-key', { headerName: 'Authorization', key: 'anything goes' }],
  ] as const)('has nothing to say against %s %j', (schemeId, fields) => {
    expect(checkCredential(schemeId, fields, now).findings).toEqual([]);
  });

  it('tells the address of a key', () => {
    const { privateKey, address } = gluwa.ethereum;
    const testNet = exampleKey('facts');

    expect(checkCredential('gluwa-ethereum', { privateKey }, now).facts).toEqual([
      { kind: 'ethereum-address', value: address },
    ]);
    expect(checkCredential('gluwa-bitcoin', { wif: gluwa.bitcoin.wif }, now).facts).toEqual([
      { kind: 'bitcoin-address', value: gluwa.bitcoin.address },
    ]);
    const wif = toWif(testNet, { version: 0xef, compressed: false });
    expect(checkCredential('gluwa-bitcoin', { wif }, now).facts).toEqual([
      { kind: 'bitcoin-address', value: toAddress(testNet, { version: 0x6f, compressed: false }) },
    ]);
  });

  it('tells what a JWT says of itself', () => {
    expect(checkCredential('bearer', { token: live }, now).facts).toEqual([
      { kind: 'jwt-subject', value: 'alice' },
      { kind: 'jwt-algorithm', value: 'HS256' },
      { kind: 'jwt-expires', value: now + 60_000 },
    ]);
  });

  it('never has the secret in its report', () => {
    const { privateKey } = gluwa.ethereum;

    const report = JSON.stringify(checkCredential('gluwa-ethereum', { privateKey }, now));

    expect(report).not.toContain(privateKey);
  });
});

describe('the preview of a token', () => {
  const fields = { algorithm: 'HS256', key: 'k3y-'.repeat(12), lifetime: '300', subject: 'ada' };

  it('has the header and claims of now, and nothing of the key', () => {
    const { minted } = checkCredential('jwt-signed', fields, now);

    expect(JSON.parse(minted?.header ?? '')).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(JSON.parse(minted?.claims ?? '')).toEqual({
      sub: 'ada',
      iat: seconds - 60,
      exp: seconds + 240,
    });
    expect(JSON.stringify(minted)).not.toContain('k3y-');
  });

  it('is absent while a value is refused, and for schemes that sign none', () => {
    expect(checkCredential('jwt-signed', { ...fields, lifetime: '1' }, now).minted).toBeUndefined();
    expect(checkCredential('bearer', { token: live }, now).minted).toBeUndefined();
  });
});
