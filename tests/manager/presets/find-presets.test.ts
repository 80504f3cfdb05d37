import { describe, expect, it, vi } from 'vitest';
import { findPresets, hostShown, presetsAt } from '../../../src/manager/presets/find-presets';
import { PRESETS } from '../../../src/manager/presets/presets';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const found = (query: string) => findPresets(PRESETS, query).map(({ name }) => name);
const at = (url: string) => presetsAt(PRESETS, url).map(({ name }) => name);
const hostOf = (id: string) => {
  const preset = PRESETS.find((each) => each.id === id);
  return preset && hostShown(preset);
};

describe('a search', () => {
  it('finds all if it is empty', () => {
    expect(found(' ')).toHaveLength(PRESETS.length);
  });

  it.each([
    ['a name in any case', 'gITHUB app', ['GitHub App']],
    ['a header', 'private-token', ['GitLab']],
    ['a prefix', 'ssws', ['Okta']],
    ['a host', 'atlassian.net', ['Jira Cloud']],
    ['a scheme', 'bitcoin', ['Gluwa sandbox, BTC', 'Gluwa, BTC']],
    ['all words, in any order', 'sandbox gluwa btc', ['Gluwa sandbox, BTC']],
    ['none', 'no such provider', []],
  ])('finds %s', (_, query, names) => {
    expect(found(query)).toEqual(names);
  });
});

describe('the templates for a site', () => {
  it.each([
    ['https://api.github.com', ['GitHub', 'GitHub App']],
    ['https://api.github.com/user?x=1', ['GitHub', 'GitHub App']],
    ['https://api.eu.mailgun.net', ['Mailgun']],
    ['https://ada.atlassian.net/browse/X-1', ['Jira Cloud']],
  ])('%s are those that name it, or whose shape it has', (url, names) => {
    expect(at(url)).toEqual(names);
  });

  it.each([
    ['another host', 'https://api.github.com.evil.test'],
    ['another protocol', 'http://api.github.com'],
    ['another port', 'https://api.github.com:8443'],
    ['two labels for one', 'https://a.b.atlassian.net'],
    ['no label', 'https://.atlassian.net'],
    ['the bare domain', 'https://atlassian.net'],
    ['a look-alike', 'https://ada-atlassian.net'],
    ['a host that is wholly one’s own', 'https://git.example.com'],
    ['a port that many have', 'https://localhost:8200'],
    ['no address', 'api.github.com'],
    ['nothing', ''],
  ])('are none for %s', (_, url) => {
    expect(at(url)).toEqual([]);
  });
});

describe('the host in the list', () => {
  it.each([
    ['github', 'api.github.com'],
    ['jira', 'your-domain.atlassian.net'],
    ['vault', 'your-vault:8200'],
    ['ixo', undefined],
  ])('of %s is %s', (id, host) => {
    expect(hostOf(id)).toBe(host);
  });
});
