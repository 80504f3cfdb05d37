/** The granted hosts, and the profiles that name them. */
import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import {
  grantedHosts,
  losing,
  missingHosts,
  type NamedBy,
  unneededHosts,
} from '../../src/domain/host-access';
import type { Origin } from '../../src/domain/site';
import { profileOf } from '../support/app-states';
import { proves } from '../support/proves';

// Casts: as the parser returns them.
const originOf = (text: string) => text as Origin;
const API = originOf('https://api.test:8443');
const APP = originOf('http://app.test');
const AUTH = originOf('https://auth.test');

const [header] = profileOf(1).headers;
if (!header) throw new Error('the profile has a header');

/** On `API`; pages of `APP` may call it, and `AUTH` gives out its tokens. */
const PROFILE: ProfileSummary = {
  ...profileOf(1, [API]),
  callers: [APP],
  headers: [{ ...header, tokenOrigins: [AUTH] }],
};
const OTHER = profileOf(2, [originOf('https://other.test')]);

const said = (namedBy: readonly NamedBy[]) =>
  namedBy.map(({ profile, uses }) => `${profile.name}: ${uses.join()}`);
const hostsOf = (entries: readonly { readonly host: string }[]) => entries.map(({ host }) => host);

describe('grantedHosts', () => {
  it('says for each host which profiles name it, and why', () => {
    const patterns = ['https://other.test/*', 'https://auth.test/*', 'http://app.test/*'];

    const hosts = grantedHosts([...patterns, 'https://api.test/*'], [PROFILE, OTHER]);

    expect(hosts.map(({ host, namedBy }) => [host, ...said(namedBy)])).toEqual([
      ['api.test', 'Profile 1: site'],
      ['app.test', 'Profile 1: caller'],
      ['auth.test', 'Profile 1: token'],
      ['other.test', 'Profile 2: site'],
    ]);
  });

  it('names a profile once for a host of two uses, and joins the patterns of a host', () => {
    const profile = { ...PROFILE, callers: [originOf('http://api.test')] };

    const hosts = grantedHosts(['https://api.test/*', 'http://api.test/*'], [profile]);

    expect(hosts.map(({ patterns, namedBy }) => [patterns, said(namedBy)])).toEqual([
      [['https://api.test/*', 'http://api.test/*'], ['Profile 1: site,caller']],
    ]);
  });

  it('has two entries for a host that profiles name by one protocol only', () => {
    const hosts = grantedHosts(['https://api.test/*', 'http://api.test/*'], [PROFILE]);

    expect(hosts.map(({ patterns, namedBy }) => [...patterns, namedBy.length])).toEqual([
      ['https://api.test/*', 1],
      ['http://api.test/*', 0],
    ]);
  });

  it('reads what users grant in the browser: both protocols, subdomains, all sites', () => {
    const patterns = ['*://api.test/*', '*://*.test/*', 'https://*/*', '<all_urls>'];

    const hosts = grantedHosts(patterns, [PROFILE]);

    expect(hosts.map(({ host, namedBy }) => [host, ...said(namedBy)])).toEqual([
      ['*', 'Profile 1: site,caller,token'],
      ['*.test', 'Profile 1: site,caller,token'],
      ['api.test', 'Profile 1: site'],
    ]);
  });

  it('leaves out a pattern that is of no host, and a profile’s invalid origin', () => {
    const odd = profileOf(3, [originOf('null')]);

    expect(hostsOf(grantedHosts(['file:///*', 'https://[::1]/*'], [odd]))).toEqual(['[::1]']);
  });
});

describe('unneededHosts', () => {
  const ALL = ['https://api.test/*', 'http://app.test/*', 'https://auth.test/*'];

  proves('T18', 'a site, a caller and a token server are needed', (tried) => {
    expect(unneededHosts(ALL, [PROFILE])).toEqual([]);
    tried();
    // One profile needs each of them in its own way, and goes.
    expect(hostsOf(unneededHosts(ALL, [OTHER]))).toEqual(['api.test', 'app.test', 'auth.test']);
    tried();
    for (const name of ['api.test', 'app.test', 'auth.test']) {
      for (const use of ['sites', 'callers', 'headers'] as const) {
        const origin = originOf(`https://${name}`);
        const named: ProfileSummary = {
          ...OTHER,
          ...(use === 'sites' && { sites: [{ origin, path: OTHER.sites[0]?.path ?? never() }] }),
          ...(use === 'callers' && { callers: [origin] }),
          ...(use === 'headers' && { headers: [{ ...header, tokenOrigins: [origin] }] }),
        };
        const left = unneededHosts([`https://${name}/*`, 'https://gone.test/*'], [named]);
        expect(hostsOf(left), `${name} in ${use}`).toEqual(['gone.test']);
        tried();
      }
    }
  });

  it('keeps the token server of a header that is switched off: it is stored', () => {
    const off = {
      ...PROFILE,
      headers: [{ ...header, isOff: true as const, tokenOrigins: [AUTH] }],
    };

    expect(unneededHosts(['https://auth.test/*'], [off])).toEqual([]);
  });

  it.each(['https://api.test.evil.test/*', 'https://pi.test/*', 'https://sub.api.test/*'])(
    'does not take %s for the host of a profile',
    (pattern) => {
      expect(unneededHosts([pattern], [PROFILE])).toHaveLength(1);
    },
  );

  it('leaves out all sites, which the user grants in the browser', () => {
    expect(unneededHosts(['*://*/*', 'https://*/*'], [])).toEqual([]);
  });
});

describe('missingHosts', () => {
  it('has what profiles need and no pattern covers', () => {
    const missing = missingHosts(['https://api.test/*', 'https://app.test/*'], [PROFILE, OTHER]);

    expect(missing.map(({ host, origins, namedBy }) => [host, origins, said(namedBy)])).toEqual([
      ['app.test', [APP], ['Profile 1: caller']],
      ['auth.test', [AUTH], ['Profile 1: token']],
      ['other.test', ['https://other.test'], ['Profile 2: site']],
    ]);
  });

  it('has nothing under all sites, and no token server of a header that is off', () => {
    const off = {
      ...PROFILE,
      headers: [{ ...header, isOff: true as const, tokenOrigins: [AUTH] }],
    };

    expect(missingHosts(['*://*/*'], [PROFILE, OTHER])).toEqual([]);
    expect(hostsOf(missingHosts([], [off]))).toEqual(['api.test', 'app.test']);
  });
});

describe('losing', () => {
  it('has the profiles that need the host', () => {
    const given = ['https://api.test/*'];

    expect(said(losing(given, [...given, 'https://auth.test/*'], [PROFILE, OTHER]))).toEqual([
      'Profile 1: site',
    ]);
  });

  it('has none while another pattern covers the host', () => {
    const given = ['https://api.test/*'];

    expect(losing(given, [...given, 'https://*/*'], [PROFILE])).toEqual([]);
    expect(said(losing(['https://*/*'], [...given, 'https://*/*'], [PROFILE]))).toEqual([
      'Profile 1: token',
    ]);
  });
});

it('lists 2,000 hosts and 2,000 profiles without comparing each with each', () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `api${index}.test`);
  const patterns = names.map((name) => `https://${name}/*`);
  const profiles = names.map((name, index) => profileOf(index, [originOf(`https://${name}`)]));

  expect(unneededHosts(patterns, profiles)).toEqual([]);
  expect(missingHosts(patterns, profiles)).toEqual([]);
});

function never(): never {
  throw new Error('the profile has a site');
}
