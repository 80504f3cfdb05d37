/** A discarded form goes to the bin if anything in it differs from the stored profile. */
import { describe, expect, it } from 'vitest';
import { isWorthKeeping } from '../../src/domain/is-worth-keeping';
import type { HeaderDraft, ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin, PathScope } from '../../src/domain/site';
import { BLANK } from '../support/drafts';
import { header, profile } from '../support/stored-profile';

const URL = 'https://api.test';
const CALLER = 'https://app.test';

// Cast: an origin is text with a brand.
const STORED = {
  ...profile('a', header('h', { token: 'secret' })),
  sites: [{ origin: URL as Origin, path: '/' as PathScope }],
};

/** The form of a stored header: its secret stays in the background. */
const HEADER: HeaderDraft = { id: 'h', schemeId: 'basic', paths: [], methods: [] };

const AS_STORED: ProfileDraft = {
  ...BLANK,
  name: 'a',
  sites: [{ url: URL, path: '' }],
  headers: [HEADER],
};

describe('the form of a stored profile', () => {
  it('is not worth keeping without a change', () => {
    expect(isWorthKeeping(AS_STORED, STORED)).toBe(false);
  });

  it.each([
    { name: 'b' },
    { colour: 'teal' },
    { note: 'for tests' },
    { strict: true },
    { ownForms: true },
    { ownPictures: true },
    { allowCache: true },
    { allowHttp: true },
    { rotateEveryDays: '90' },
    { callers: [CALLER] },
    { sites: [] },
    { sites: [{ url: URL, path: '/v1' }] },
    { headers: [] },
    { headers: [{ ...HEADER, isOff: true }] },
    { headers: [{ ...HEADER, paths: ['/v1'] }] },
    { headers: [{ ...HEADER, methods: ['GET'] }] },
    { headers: [{ ...HEADER, fields: {} }] },
    { headers: [{ ...HEADER, fields: { password: 'typed' } }] },
  ] as readonly Partial<ProfileDraft>[])('is worth keeping with %j', (change) => {
    expect(isWorthKeeping({ ...AS_STORED, ...change }, STORED)).toBe(true);
  });
});

describe('a new form', () => {
  it('is not worth keeping without a text', () => {
    expect(isWorthKeeping(BLANK, undefined)).toBe(false);
    expect(isWorthKeeping({ ...BLANK, colour: 'teal', name: ' ' }, undefined)).toBe(false);
  });

  it.each([
    { name: 'b' },
    { note: 'for tests' },
    { callers: [CALLER] },
    { sites: [{ url: URL, path: '' }] },
    { headers: [{ ...HEADER, fields: { password: 'typed' } }] },
    { headers: [{ ...HEADER, paths: ['/v1'] }] },
  ] as readonly Partial<ProfileDraft>[])('is worth keeping with %j', (change) => {
    expect(isWorthKeeping({ ...BLANK, ...change }, undefined)).toBe(true);
  });
});
