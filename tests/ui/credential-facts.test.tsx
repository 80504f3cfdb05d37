// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialFact } from '../../src/domain/credential';
import { CredentialFacts } from '../../src/ui/credential-facts';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));

const NOW = 1_587_674_497_000;
const EXPIRES: CredentialFact = { kind: 'jwt-expires', value: NOW + 250_000 };

let hidden = false;
beforeEach(() => {
  hidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const draw = (...facts: readonly CredentialFact[]) => render(<CredentialFacts facts={facts} />);
const pass = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
const show = (visible: boolean) =>
  act(() => {
    hidden = !visible;
    document.dispatchEvent(new Event('visibilitychange'));
  });
/** @returns each term with its description. */
const told = () =>
  screen.getAllByRole('term').map((term) => [term.textContent, term.nextSibling?.textContent]);
const countdown = () => document.querySelector('time')?.textContent;
const UNCHECKED = 'Decoded from the token. The signature is not verified.';

describe('CredentialFacts', () => {
  it('says of a token what it claims, and that it is not checked', () => {
    draw(
      { kind: 'jwt-issuer', value: 'https://id.test' },
      { kind: 'jwt-subject', value: 'alice' },
      { kind: 'jwt-audience', value: 'a, b' },
      { kind: 'jwt-scope', value: 'read' },
      { kind: 'jwt-algorithm', value: 'HS256' },
    );

    expect(told()).toEqual([
      ['Issuer', 'https://id.test'],
      ['Subject', 'alice'],
      ['Audience', 'a, b'],
      ['Scope', 'read'],
      ['Algorithm', 'HS256'],
    ]);
    expect(screen.getByText(UNCHECKED)).toBeDefined();
  });

  it('says no such thing of a token that is minted here', () => {
    draw({ kind: 'signing-key', value: 'EC P-256' }, { kind: 'jwt-subject', value: 'alice' });

    expect(screen.queryByText(UNCHECKED)).toBeNull();
  });

  it('says no such thing of an address, which follows from the key', () => {
    draw({ kind: 'ethereum-address', value: '0x3E6d' });

    expect(told()).toEqual([['Address', '0x3E6d']]);
    expect(screen.queryByText(UNCHECKED)).toBeNull();
  });

  it.each([
    ['encrypted', /is encrypted/],
    ['endless', /never expires/],
    ['long-lived', /more than a day/],
  ] as const)('remarks that a token is %s', (value, words) => {
    draw({ kind: 'jwt-remark', value });

    expect(screen.getByText(words)).toBeDefined();
  });

  it('counts down to the end and on, beside the moment itself', () => {
    draw(EXPIRES);

    expect(told()).toEqual([['Expires', expect.stringMatching(/^in 4 min 10 s .*2020/)]]);
    expect(document.querySelector('time')?.dateTime).toBe('2020-04-23T20:45:47.000Z');
    pass(1_000);
    expect(countdown()).toBe('in 4 min 9 s');
    pass(249_000);
    expect(told()).toEqual([['Expired', expect.stringMatching(/^just now /)]]);
    pass(60_000);
    expect(countdown()).toBe('1 min ago');
  });

  it('says when it was issued and from when on it is valid', () => {
    draw(
      { kind: 'jwt-issued', value: NOW - 3_600_000 },
      { kind: 'jwt-not-before', value: NOW + 60_000 },
    );

    expect(told()).toEqual([
      ['Issued', expect.stringMatching(/^1 h ago /)],
      ['Valid from', expect.stringMatching(/^in 1 min /)],
    ]);
  });

  it('stands still while the page is hidden, and is right at once when it is shown', () => {
    draw(EXPIRES);

    show(false);
    expect(vi.getTimerCount()).toBe(0);
    pass(60_000);
    expect(countdown()).toBe('in 4 min 10 s');
    show(true);
    expect(countdown()).toBe('in 3 min 10 s');
    pass(1_000);
    expect(countdown()).toBe('in 3 min 9 s');
  });

  it('stops with the page, and where there is nothing to count', () => {
    const { unmount } = draw(EXPIRES);
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    draw({ kind: 'jwt-subject', value: 'alice' });
    // Run Preact's own pending work.
    pass(1_000);

    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not announced to screen readers by itself', () => {
    draw(EXPIRES, { kind: 'jwt-remark', value: 'long-lived' });

    const loud = '[aria-live], [role="status"], [role="alert"], [role="timer"], [role="log"]';
    expect(document.querySelector(loud)).toBeNull();
  });

  it('draws nothing of nothing', () => {
    const { container } = draw();

    expect(container.innerHTML).toBe('');
  });
});
