/** A secret in a path or a name is found before a file is made. */
import { describe, expect, it } from 'vitest';
import type { Origin, PathScope } from '../../../src/domain/site';
import { secretInOpenPart } from '../../../src/exchange/share/secret-in-open-part';
import { sharedProfile } from '../../../src/exchange/share/write-share';
import { header, profile } from '../../support/stored-profile';

const TOKEN = '123456:ABC-def';
const spec = header('h', { token: TOKEN }, { schemeId: 'bearer' });
const own = { ...profile('Bot', spec), note: 'none' };
// Casts: the tests name them.
const site = (path: string, origin = 'https://api.test') => ({
  sites: [{ origin: origin as Origin, path: path as PathScope }],
});
const path = (text: string) => ({ headers: [{ ...spec, paths: [text as PathScope] }] });

describe('secretInOpenPart', () => {
  it.each([
    ['nothing', site('/bot'), undefined],
    ['a short piece', site('/bot1234'), undefined],
    ['the name', { name: `Bot ${TOKEN}` }, 'name'],
    ['the note', { note: `It is ${TOKEN}.` }, 'note'],
    ['the path of a site', site(`/bot${TOKEN}/send`), 'site'],
    ['an encoded path', site(`/bot${encodeURIComponent(TOKEN)}`), 'site'],
    ['the path of a header', path(`/bot${TOKEN}`), 'path'],
    ['a caller', { callers: [`https://${TOKEN.replace(':', '')}.test` as Origin] }, undefined],
  ])('looks at %s', (_, change, found) => {
    const changed = { ...own, ...change };

    expect(secretInOpenPart(sharedProfile(changed, true), changed.headers)).toBe(found);
  });

  it('looks at hosts, which are in lower case', () => {
    const key = header('h', { token: 'ABCDEFtoken' }, { schemeId: 'bearer' });
    const host = { ...profile('Host', key), ...site('', 'https://abcdeftoken.tunnel.test') };
    const calling = { ...profile('Host', key), callers: host.sites.map(({ origin }) => origin) };

    expect(secretInOpenPart(sharedProfile(host, false), host.headers)).toBe('site');
    expect(secretInOpenPart(sharedProfile(calling, false), calling.headers)).toBe('caller');
  });

  it('does not look at a note that is not shared, or for a secret that is short', () => {
    const noted = { ...own, note: TOKEN };
    const short = { ...profile('abcd', header('h', { token: 'abcd' }, { schemeId: 'bearer' })) };

    expect(secretInOpenPart(sharedProfile(noted, false), noted.headers)).toBeUndefined();
    expect(secretInOpenPart(sharedProfile(short, false), short.headers)).toBeUndefined();
  });
});
