import { describe, expect, it } from 'vitest';
import type { BinnedEntry, BinnedId } from '../../src/domain/bin';
import { NEWS } from '../../src/domain/news';
import type { ProfileId } from '../../src/domain/profile';
import { DEFAULT_SETTINGS } from '../../src/domain/settings';
import type { Origin } from '../../src/domain/site';
import { decodeContent, EMPTY_CONTENT, encodeContent } from '../../src/vault/content';
import { BLANK } from '../support/drafts';
import { refusal } from '../support/matchers';
import { header, profile } from '../support/stored-profile';

const FORMAT_1 = { profiles: [], picks: {}, autoLockMinutes: 15 };

const decoded = (content: object) => decodeContent(JSON.stringify(content));

describe('decodeContent', () => {
  it('reads past news of a later build', () => {
    const { news } = decoded({ ...FORMAT_1, news: ['later', 'paths-exact'] });

    expect(news).toEqual(['paths-exact']);
  });

  it('gives a key that an older format lacks its default, and all news', () => {
    expect(decoded(FORMAT_1)).toEqual({ ...EMPTY_CONTENT, news: NEWS });
  });

  it('believes its own picks and settings, not those that are there for older builds', () => {
    const settings = { ...DEFAULT_SETTINGS, paused: true };
    const stale = { ...FORMAT_1, picks: { 'https://a.test': 'x' }, paused: false };

    expect(decoded({ ...stale, ...EMPTY_CONTENT, settings })).toEqual({
      ...EMPTY_CONTENT,
      settings,
    });
  });

  it('passes over a setting that this build does not know', () => {
    expect(decoded({ ...EMPTY_CONTENT, groups: [] })).toEqual(EMPTY_CONTENT);
  });

  it('keeps of a kept form after how many days to be reminded, and needs no such', () => {
    const drafts = { new: BLANK, p: { ...BLANK, rotateEveryDays: '90' } };

    expect(decoded({ ...EMPTY_CONTENT, drafts }).drafts).toEqual(drafts);
  });

  it.each([
    ['a key that this build does not know', { ...BLANK, tags: [] }],
    ['a colour that it does not know', { ...BLANK, colour: 'plaid' }],
    ['nothing in it', {}],
    ['no form in it', null],
  ])('leaves out a kept form with %s, and opens all the same', (_, draft) => {
    const content = decoded({ ...EMPTY_CONTENT, drafts: { new: draft, kept: BLANK } });

    expect(content.drafts).toEqual({ kept: BLANK });
  });

  it('reads back extras, and tells a build of format 4 of the identities alone', () => {
    const debug = { ...profile('debug', header('h', { key: 'k' })), isExtra: true as const };
    const [beside, alone] = ['https://a.test', 'https://b.test'] as readonly string[] as Origin[];
    const sitePicks = {
      [beside ?? '']: { identity: 'ada' as ProfileId, extras: [debug.id] },
      [alone ?? '']: { extras: [debug.id], extrasAlone: true as const },
    };
    const stored = encodeContent({ ...EMPTY_CONTENT, profiles: [debug], sitePicks });

    expect(decodeContent(stored)).toMatchObject({ profiles: [debug], sitePicks });
    expect(JSON.parse(stored).picks).toEqual({ [beside ?? '']: 'ada' });
  });

  it('reads back what is in the bin', () => {
    const off = profile('p', header('h', { key: 'k' }, { isOff: true }));
    const shared = { id: 'b' as BinnedId, deletedAt: 1 };
    const bin: BinnedEntry[] = [
      { ...shared, kind: 'profile', profile: off, at: 0 },
      { ...shared, kind: 'credential', profile: off, at: 0, isLeft: true },
      { ...shared, kind: 'draft', key: 'new', draft: BLANK },
    ];

    expect(decodeContent(encodeContent({ ...EMPTY_CONTENT, bin })).bin).toEqual(bin);
  });

  it.each([
    ['of a kind that this build does not know', { id: 'x', deletedAt: 1, kind: 'site' }],
    ['without a profile', { id: 'x', deletedAt: 1, kind: 'header', at: 0 }],
    ['that is none', null],
  ])('leaves out an entry of the bin %s, and opens all the same', (_, entry) => {
    const kept = { id: 'b', deletedAt: 1, kind: 'draft', key: 'new', draft: BLANK };

    expect(decoded({ ...EMPTY_CONTENT, bin: [entry, kept] }).bin).toEqual([kept]);
  });

  it.each([
    ['a profile without a name', { ...EMPTY_CONTENT, profiles: [{ id: 'x' }] }],
    ['no picks', { ...EMPTY_CONTENT, sitePicks: undefined }],
    ['no settings', { ...EMPTY_CONTENT, settings: undefined }],
    ['a pick without extras', { ...EMPTY_CONTENT, sitePicks: { 'https://a.test': {} } }],
    [
      'a time to lock that is none',
      { ...EMPTY_CONTENT, settings: { ...DEFAULT_SETTINGS, autoLockMinutes: 0 } },
    ],
    ['no picks of an older format', { ...FORMAT_1, picks: undefined }],
    ['a time to lock of an older format that is none', { ...FORMAT_1, autoLockMinutes: 0 }],
  ])('takes %s for damage', (_, content) => {
    expect(() => decoded(content)).toThrow(refusal('vault-damaged'));
  });
});
