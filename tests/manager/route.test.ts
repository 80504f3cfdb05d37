import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../src/manager/route';

describe('parseRoute', () => {
  it.each([
    ['', { page: 'profiles' }],
    ['#/profiles', { page: 'profiles' }],
    ['#/profile/new', { page: 'new-profile', site: '' }],
    [
      '#/profile/new?site=https%3A%2F%2Fapi.test%3A8443',
      { page: 'new-profile', site: 'https://api.test:8443' },
    ],
    ['#/profile/0b7c-1', { page: 'profile', id: '0b7c-1' }],
    ['#/profile/<script>', { page: 'profiles' }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});
