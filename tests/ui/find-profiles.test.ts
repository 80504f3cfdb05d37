import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import { findProfiles } from '../../src/ui/find-profiles';

const profile = (name: string, origin: string, note = '', userName?: string) =>
  ({
    name,
    note,
    sites: [{ origin, path: '/' }],
    headers: [{ userName }],
  }) as unknown as ProfileSummary;
const profiles = [
  profile('Sandbox admin', 'https://sandbox.api.test', 'For the Q3 audit', 'ada@example.test'),
  profile('Live admin', 'https://api.test'),
  profile('QA robot', 'https://api.test:8443'),
];

describe('findProfiles', () => {
  it.each([
    ['', ['Sandbox admin', 'Live admin', 'QA robot']],
    ['ADMIN', ['Sandbox admin', 'Live admin']],
    ['admin sandbox', ['Sandbox admin']],
    ['8443', ['QA robot']],
    ['q3 AUDIT', ['Sandbox admin']],
    ['ada@', ['Sandbox admin']],
    ['undefined', []],
    ['unknown', []],
  ])('by %j finds %j', (query, names) => {
    expect(findProfiles(profiles, query).map(({ name }) => name)).toEqual(names);
  });
});
