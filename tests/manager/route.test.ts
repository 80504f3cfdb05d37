import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../src/manager/route';

describe('parseRoute', () => {
  it.each([
    ['', { page: 'profiles' }],
    ['#/profiles', { page: 'profiles' }],
    ['#/profile/new', { page: 'new-profile' }],
    ['#/settings', { page: 'settings' }],
    ['#/about', { page: 'about' }],
    ['#/forgotten', { page: 'profiles' }],
    ['#/profile/0b7c-1', { page: 'profile', id: '0b7c-1' }],
    ['#/profile/<script>', { page: 'profiles' }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});
