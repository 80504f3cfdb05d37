import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../src/manager/route';

describe('parseRoute', () => {
  it.each([
    ['', { page: 'profiles' }],
    ['#/', { page: 'profiles' }],
    ['#/profiles', { page: 'profiles' }],
    ['#/profile/new', { page: 'new-profile' }],
    ['#/settings', { page: 'settings' }],
    ['#/about', { page: 'about' }],
    ['#/forgotten', { page: 'profiles' }],
    ['#/profile/0b7c-1', { page: 'profile', id: '0b7c-1' }],
    ['#/profile/<script>', { page: 'unknown' }],
    ['#/profile/', { page: 'unknown' }],
    ['#/settings/all', { page: 'unknown' }],
    ['#toString', { page: 'unknown' }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});
