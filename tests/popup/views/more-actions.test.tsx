// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary } from '../../../src/domain/app-state';
import type { TestResult } from '../../../src/domain/inquiry';
import type { HeaderSpecId } from '../../../src/domain/profile';
import { type Origin, parsePathScope } from '../../../src/domain/site';
import { MoreActions } from '../../../src/popup/views/more-actions';
import type { Ask } from '../../../src/protocol/messages';
import type { RemedyActions } from '../../../src/ui/remedy-button';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(() => {
  cleanup();
  ask.mockReset();
});

const origin = 'https://api.test' as Origin;
const blank = profileOf(1, [origin]);
const [idle] = blank.headers as [HeaderSummary];
const set: HeaderSummary = {
  ...idle,
  status: { state: 'installed', issuedAt: 0 },
};

const REFUSED: TestResult = {
  ok: true,
  advice: { verdict: { cause: 'forbidden' }, remedy: 'none', origin },
  sent: ['Authorization: Basic …MzQ='],
  status: 403,
  milliseconds: 12.4,
  body: 'Not from there',
  limits: [{ remaining: 3 }],
};
const ask = vi.fn();
const remedies: RemedyActions = {
  onEdit: vi.fn(),
  onSignIn: vi.fn(),
  onGetToken: vi.fn(),
  onConfirmClock: vi.fn(),
};

/** Draws and opens the rare actions for a profile with these headers. */
async function unfold(...headers: readonly HeaderSummary[]) {
  await unfoldFor(0, ...headers);
}

async function unfoldFor(testsWanted: number, ...headers: readonly HeaderSummary[]) {
  const sites = [{ origin, path: parsePathScope('/v1') }];
  const state = stateOf([{ ...blank, sites, headers }], { [origin]: blank.id });
  const tab = { id: 1, url: `${origin}/v1/a`, isPrivate: false };
  const { container } = render(
    <MoreActions {...{ origin, tab, state, remedies, testsWanted }} ask={ask as Ask} />,
  );
  const details = container.querySelector('details');
  expect(details?.textContent).toBe('More');
  if (details) fireEvent(details, new Event('toggle'));
  await vi.waitFor(() => expect(details?.children.length).toBe(2));
}

const buttons = () =>
  screen.queryAllByRole('button', { hidden: true }).map((each) => each.textContent);

describe('what is folded up', () => {
  it('offers to copy what is set', async () => {
    await unfold(set);

    expect(buttons()).toEqual(['Copy header', 'Copy as curl', 'Run test']);
  });

  it.each([
    ['that is not made', idle],
    ['of the profile’s other sites', { ...set, paths: [parsePathScope('/v2')] }],
  ])('does not offer a header %s', async (_, other) => {
    await unfold(set, { ...other, id: 'header-2' as HeaderSpecId });

    expect(buttons()).toEqual(['Copy header', 'Copy as curl', 'Run test']);
  });

  it('says so where there is nothing to copy', async () => {
    await unfold(idle);

    expect(buttons()).toEqual(['Run test']);
    expect(screen.getByText(/^No header is added here/)).toBeTruthy();
  });

  it('tests the address of the tab by HEAD as well, and shows what came of it', async () => {
    ask.mockResolvedValue(REFUSED);
    await unfold(set);

    fireEvent.change(screen.getByLabelText('Method'), { target: { value: 'HEAD' } });
    fireEvent.click(screen.getByText('Run test'));

    expect(await screen.findByText(/^The server refuses this\. Its response/)).toBeTruthy();
    expect(ask).toHaveBeenCalledExactlyOnceWith({
      type: 'test/run',
      url: `${origin}/v1/a`,
      method: 'HEAD',
    });
    expect(screen.getByText('The server answered 403 in 12 ms. · 3 requests left')).toBeTruthy();
    expect(screen.getByText('Authorization: Basic …MzQ=')).toBeTruthy();
    expect(screen.getByText('Not from there').closest('details')?.open).toBe(true);
  });

  it('runs once by itself where the verdict has asked for it', async () => {
    ask.mockResolvedValue(REFUSED);

    await unfoldFor(1, set);

    expect(await screen.findByText(/^The server refuses this/)).toBeTruthy();
    expect(ask).toHaveBeenCalledExactlyOnceWith({
      type: 'test/run',
      url: `${origin}/v1/a`,
      method: 'GET',
    });
  });

  it('says why it could not be run', async () => {
    ask.mockResolvedValue({ ok: false, failure: { code: 'vault-locked' } });
    await unfold(set);

    fireEvent.click(screen.getByText('Run test'));

    expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain('locked');
  });
});
