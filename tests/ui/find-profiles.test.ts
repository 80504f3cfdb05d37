import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import { findProfiles } from '../../src/ui/find-profiles';

const profile = (name: string, origin: string) =>
  ({ name, sites: [{ origin, path: '/' }] }) as unknown as ProfileSummary;
const profiles = [
  profile('Sandbox admin', 'https://sandbox.api.test'),
  profile('Live admin', 'https://api.test'),
  profile('QA robot', 'https://api.test:8443'),
];

describe('findProfiles', () => {
  it.each([
    ['', ['Sandbox admin', 'Live admin', 'QA robot']],
    ['ADMIN', ['Sandbox admin', 'Live admin']],
    ['admin sandbox', ['Sandbox admin']],
    ['8443', ['QA robot']],
    ['unknown', []],
  ])('by %j finds %j', (query, names) => {
    expect(findProfiles(profiles, query).map(({ name }) => name)).toEqual(names);
  });
});
