// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary } from '../../src/domain/app-state';
import type { HeaderSpecId } from '../../src/domain/profile';
import { type Origin, parsePathScope } from '../../src/domain/site';
import { Folded } from '../../src/popup/views/folded';
import { profileOf, stateOf } from '../support/app-states';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const blank = profileOf(1, [origin]);
const [idle] = blank.headers as [HeaderSummary];
const set: HeaderSummary = {
  ...idle,
  status: { state: 'installed', name: 'Authorization', issuedAt: 0 },
};

/** What is folded up over a profile with these headers, unfolded. */
async function unfold(...headers: readonly HeaderSummary[]) {
  const sites = [{ origin, path: parsePathScope('/v1') }];
  const state = stateOf([{ ...blank, sites, headers }], { [origin]: blank.id });
  const tab = { id: 1, url: `${origin}/v1/a`, isPrivate: false };
  const { container } = render(
    <Folded origin={origin} tab={tab} state={state} ask={async () => undefined} />,
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

    expect(buttons()).toEqual(['Copy header', 'Copy as curl']);
  });

  it.each([
    ['that is not made', idle],
    ['of the profile’s other sites', { ...set, paths: [parsePathScope('/v2')] }],
  ])('does not offer a header %s', async (_, other) => {
    await unfold(set, { ...other, id: 'header-2' as HeaderSpecId });

    expect(buttons()).toEqual(['Copy header', 'Copy as curl']);
  });

  it('says so where there is nothing to copy', async () => {
    await unfold(idle);

    expect(buttons()).toEqual([]);
    expect(screen.getByText(/^No header is set here/)).toBeTruthy();
  });
});
