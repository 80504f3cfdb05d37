// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { profileOf } from '../../support/app-states';
import { drawEditor } from '../../support/editor';
import { SIGN_IN_HEADER } from '../../support/sign-in';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const SIGNED_OUT = { ...profileOf(2), headers: [SIGN_IN_HEADER] };

describe('the editor of a copy', () => {
  it('says Sign in for a scheme with a sign-in, and leads there', async () => {
    await drawEditor({ stored: SIGNED_OUT, original: 'Ada' });

    screen.getByText(/This is a copy of “Ada”/);
    const link = screen.getByRole('link', { name: 'Sign in' });
    expect(link.getAttribute('href')).toBe(`#/sign-in/${SIGN_IN_HEADER.id}`);
    const meaning = document.getElementById(link.getAttribute('aria-describedby') ?? '');
    expect(meaning?.textContent).toBe('The copy is signed out. Sign in as the other user.');
    expect(screen.queryByText(/change what differs/)).toBeNull();
  });

  it('has a line for each sign-in, with a name', async () => {
    const second = { ...SIGN_IN_HEADER, id: `${SIGN_IN_HEADER.id}2` as typeof SIGN_IN_HEADER.id };
    await drawEditor({
      stored: { ...SIGNED_OUT, headers: [SIGN_IN_HEADER, second] },
      original: 'A',
    });

    expect(screen.getAllByRole('link', { name: 'Sign in' })).toHaveLength(2);
    expect(screen.getAllByText(/^OAuth.*: The copy is signed out/)).toHaveLength(2);
  });

  it('says no more of a sign-in once the copy is signed in', async () => {
    const signedIn = { ...SIGN_IN_HEADER, signedIn: true };
    await drawEditor({ stored: { ...SIGNED_OUT, headers: [signedIn] }, original: 'Ada' });

    screen.getByText(/This is a copy of “Ada”/);
    expect(screen.queryByRole('link', { name: 'Sign in' })).toBeNull();
  });

  it('says what to change where there is no sign-in', async () => {
    await drawEditor({ stored: profileOf(2), original: 'Admin' });

    screen.getByText(/It has the same credential: change what differs, then save/);
    expect(screen.queryByRole('link', { name: 'Sign in' })).toBeNull();
  });

  it('says nothing of a copy in the form of another profile', async () => {
    await drawEditor({ stored: SIGNED_OUT });

    expect(screen.queryByText(/This is a copy/)).toBeNull();
  });
});
