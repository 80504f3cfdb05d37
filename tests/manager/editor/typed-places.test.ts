import { describe, expect, it, vi } from 'vitest';
import { type EditorDraft, newDraft } from '../../../src/manager/editor/editor-draft';
import { originsOf } from '../../../src/manager/editor/typed-places';
import { summaries } from '../../support/editor';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const SITE = 'https://api.test';
const CLIENT = summaries.find(({ id }) => id === 'oauth2-client-credentials');

function draftWith(isOff: true | undefined): EditorDraft {
  const draft = newDraft(CLIENT, SITE);
  const fields = { tokenUrl: 'https://as.test/token' };
  return { ...draft, headers: draft.headers.map((each) => ({ ...each, fields, isOff })) };
}

describe('the origins that the browser has to allow', () => {
  it('include the token server of a header', () => {
    expect(originsOf(draftWith(undefined), summaries)).toEqual([SITE, 'https://as.test']);
  });

  it('leave out the token server of a header that is off', () => {
    expect(originsOf(draftWith(true), summaries)).toEqual([SITE]);
  });
});
