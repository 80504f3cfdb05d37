import { describe, expect, it } from 'vitest';
import { decodeContent, EMPTY_CONTENT } from '../../src/vault/content';
import { BLANK } from '../support/drafts';
import { refusal } from '../support/matchers';

const { profiles, picks, autoLockMinutes } = EMPTY_CONTENT;
const FORMAT_1 = { profiles, picks, autoLockMinutes };

const decoded = (content: object) => decodeContent(JSON.stringify(content));

describe('decodeContent', () => {
  it('gives what has come later the value it had before it was there', () => {
    expect(decoded(FORMAT_1)).toEqual(EMPTY_CONTENT);
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

  it.each([
    ['a profile without a name', { ...EMPTY_CONTENT, profiles: [{ id: 'x' }] }],
    ['no picks', { ...EMPTY_CONTENT, picks: undefined }],
    ['a time to lock that is none', { ...EMPTY_CONTENT, autoLockMinutes: 0 }],
  ])('takes %s for damage', (_, content) => {
    expect(() => decoded(content)).toThrow(refusal('vault-damaged'));
  });
});
