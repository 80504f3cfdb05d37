/** The sites next door: which a page without a profile is offered, and which never. */
import { describe, expect, it } from 'vitest';
import { nearSites } from '../../src/domain/near-sites';
import { isOneOwner } from '../../src/domain/same-owner';
import { type Origin, WHOLE_ORIGIN } from '../../src/domain/site';
import { proves } from '../support/proves';

// Casts: as the parsers return them.
const at = (...origins: readonly string[]) => ({
  sites: origins.map((origin) => ({ origin: origin as Origin, path: WHOLE_ORIGIN })),
});
const near = (page: string, ...profiles: ReturnType<typeof at>[]) =>
  nearSites(profiles, page as Origin).map(({ origin, distance, profiles: { length } }) => [
    origin,
    distance,
    length,
  ]);

const ONE_OWNER = [
  ['app.example.com', 'api.example.com'],
  ['example.com', 'api.example.com'],
  ['sandbox.api.example.com', 'api.example.com'],
  ['eu-west-1.api.example.com', 'us-east-2.api.example.com'],
  ['api2.example.com', 'v2.api.example.com'],
  ['app-staging.example.com', 'api-staging.example.com'],
  ['app.bbc.co.uk', 'api.bbc.co.uk'],
  ['app.xn--bcher-kva.example', 'api.xn--bcher-kva.example'],
] as const;

const STRANGERS = [
  ['evil.test', 'api.gluwa.test'],
  // Hosts that rent out subdomains.
  ['theirs.github.io', 'mine.github.io'],
  ['theirs.github.io', 'github.io'],
  ['api.github.io', 'mine.github.io'],
  ['bucket.storage.googleapis.com', 'storage.googleapis.com'],
  ['a.s3.eu-west-1.amazonaws.com', 'b.s3.eu-west-1.amazonaws.com'],
  ['evil.vercel.app', 'api.vercel.app'],
  // Registries.
  ['api.co.uk', 'app.co.uk'],
  ['app.com.au', 'api.com.au'],
  ['app.uk.com', 'api.uk.com'],
  ['app.gouv.fr', 'api.gouv.fr'],
  ['evil.co.uk', 'co.uk'],
  ['app.com', 'api.com'],
  ['com', 'api.com'],
  // Names that only look alike.
  ['api.example.com.evil.test', 'api.example.com'],
  ['apiexample.com', 'api.example.com'],
  ['evilexample.com', 'example.com'],
  ['xn--pi-7kc.example.com', 'api.example.com'],
  ['evil-api.example.com', 'api.example.com'],
  ['1.example.com', 'api.example.com'],
  // No names.
  ['10.0.0.1', '10.0.0.2'],
  ['127.0.0.1', 'localhost'],
  ['[::1]', '[::2]'],
  ['localhost', 'api.localhost'],
] as const;

describe('one owner', () => {
  it.each(ONE_OWNER)('%s and %s', (one, other) => {
    expect(isOneOwner(one, other)).toBe(true);
    expect(isOneOwner(other, one)).toBe(true);
    expect(isOneOwner(one, one)).toBe(true);
  });
});

proves('T1', 'hosts of strangers are never next door', (tried) => {
  for (const [one, other] of STRANGERS) {
    expect(isOneOwner(one, other), `${one} and ${other}`).toBe(false);
    expect(isOneOwner(other, one), `${other} and ${one}`).toBe(false);
    expect(near(`https://${one}`, at(`https://${other}`))).toEqual([]);
    expect(near(`https://${other}`, at(`https://${one}`))).toEqual([]);
    tried();
  }
});

proves('T1', 'a page of plain http is offered nothing', (tried) => {
  for (const site of ['https://api.test', 'http://api.test:8080', 'https://app.api.test']) {
    expect(near('http://api.test', at(site)), site).toEqual([]);
    tried();
  }
});

describe('nearSites', () => {
  it.each([
    ['another port', 'https://api.test:8443', 'https://api.test', 'port'],
    ['another port of this computer', 'http://localhost:3000', 'http://localhost:8080', 'port'],
    ['plain http beside https', 'https://api.test', 'http://api.test', 'protocol'],
    ['https beside http here', 'http://localhost:3000', 'https://localhost:8443', 'protocol'],
    ['a subdomain', 'https://sandbox.api.example.com', 'https://api.example.com', 'subdomain'],
  ])('finds %s', (_, page, site, distance) => {
    expect(near(page, at(site))).toEqual([[site, distance, 1]]);
  });

  it('counts the profiles of each site, the same host first', () => {
    expect(
      near(
        'https://api.example.com:8443',
        at('https://app.example.com', 'https://api.example.com'),
        at('https://api.example.com'),
        at('https://elsewhere.test'),
      ),
    ).toEqual([
      ['https://api.example.com', 'port', 2],
      ['https://app.example.com', 'subdomain', 1],
    ]);
  });

  it('does not count the page’s own site', () => {
    expect(near('https://api.test', at('https://api.test'))).toEqual([]);
  });
});

it('offers no profile that is for production', () => {
  const profile = at('https://api.example.com:8443');
  const production = { readPaths: [] };

  expect(near('https://api.example.com', profile)).toHaveLength(1);
  expect(near('https://api.example.com', { ...profile, ...{ production } })).toEqual([]);
});
