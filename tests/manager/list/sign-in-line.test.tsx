// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary } from '../../../src/domain/app-state';
import { SignInLine } from '../../../src/manager/list/sign-in-line';
import { textOf } from '../../support/fake-extension-api';
import { answering, SIGN_IN_HEADER } from '../../support/sign-in';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

function draw(changes: Partial<HeaderSummary>, ...answers: readonly unknown[]) {
  const { asked, ask } = answering(...answers);
  const line = (header: Partial<HeaderSummary>) => (
    <>
      <h2 id="name">Ada</h2>
      <SignInLine header={{ ...SIGN_IN_HEADER, ...header }} name="" describedBy="name" ask={ask} />
    </>
  );
  const { rerender } = render(line(changes));
  return {
    asked,
    /** The background publishes a new state. */
    publish: (header: Partial<HeaderSummary>) => rerender(line(header)),
  };
}

const signOut = () =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  });
const status = () => screen.getByRole('status').textContent;

describe('SignInLine', () => {
  it('is not there for a header without a sign-in', () => {
    const { signedIn: _, ...header } = SIGN_IN_HEADER;

    render(<SignInLine header={header} name="" describedBy="name" ask={answering().ask} />);

    expect(document.body.textContent).toBe('');
  });

  it('says before that signing out is for good', () => {
    draw({ signedIn: true });

    const { id } = screen.getByText(textOf('signOutMeaning'));
    const button = screen.getByRole('button', { name: 'Sign out' });
    expect(button.getAttribute('aria-describedby')).toBe(`name ${id}`);
  });

  it('leads to signing in, and says for whom', () => {
    draw({});

    const link = screen.getByRole('link', { name: 'Sign in' });
    expect(link.getAttribute('href')).toBe('#/sign-in/h');
    expect(link.getAttribute('aria-describedby')).toBe('name');
    expect(status()).toBe(textOf('signedOut'));
  });

  it('says of which header it speaks, where there are several', () => {
    render(
      <SignInLine
        header={SIGN_IN_HEADER}
        name="OAuth 2.0 /v1"
        describedBy="name"
        ask={answering().ask}
      />,
    );

    expect(status()).toBe(`OAuth 2.0 /v1: ${textOf('signedOut')}`);
  });

  it.each(['sign-in-ended', 'sign-in-needed', 'sign-in-other-user', 'sign-in-unanswered'] as const)(
    'says why it is over: %s',
    (code) => {
      draw({ status: { state: 'failed', failure: { code } } });

      expect(status()).toBe(textOf(`error_${code.replaceAll('-', '_')}`));
    },
  );

  it.each([
    ['signOutTold', { kind: 'told' }],
    ['signOutNotOffered', { kind: 'not-offered' }],
    ['signOutNotTold', { kind: 'not-told', failure: { code: 'token-unavailable' } }],
  ])('signs out, and says %s', async (said, result) => {
    const { asked, publish } = draw({ signedIn: true }, result);
    expect(status()).toBe(textOf('signedIn'));
    screen.getByRole('button', { name: 'Sign out' }).focus();

    await signOut();
    publish({});

    expect(asked).toEqual([{ type: 'sign-out', headerId: 'h' }]);
    expect(status()).toBe(textOf(said));
    expect(document.activeElement?.textContent).toBe('Sign in');
  });

  it.each([
    ['error_vault_locked', { kind: 'failed', failure: { code: 'vault-locked' } }],
    ['error_unexpected', undefined],
  ])('says that the sign-out failed: %s', async (said, result) => {
    draw({ signedIn: true }, result);

    await signOut();

    expect(status()).toBe(`${textOf('signOutFailed')} ${textOf(said)}`);
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeDefined();
  });

  it('asks once, and says that it is at it', async () => {
    const { asked } = draw({ signedIn: true }, new Promise(() => {}));

    await signOut();
    await signOut();

    expect(asked).toHaveLength(1);
    expect(status()).toBe('Signing out…');
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true');
  });

  it('removes its message after a sign-in in another window', async () => {
    const { publish } = draw({ signedIn: true }, { kind: 'told' });
    await signOut();
    publish({});

    publish({ signedIn: true });

    expect(status()).toBe(textOf('signedIn'));
  });
});
