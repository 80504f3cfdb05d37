// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary } from '../../../src/domain/app-state';
import type { TestResult } from '../../../src/domain/inquiry';
import { parsePathScope } from '../../../src/domain/parse-site';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import type { PanelKind } from '../../../src/popup/views/row-actions';
import { RowPanel } from '../../../src/popup/views/row-panel';
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

/** Draws what the menu opens for a profile with these headers. */
function draw(
  kind: PanelKind,
  headers: readonly HeaderSummary[],
  { testsWanted = 0, isPicked = true } = {},
) {
  const sites = [{ origin, path: parsePathScope('/v1') }];
  const profile = { ...blank, sites, headers };
  const state = stateOf([profile], isPicked ? { [origin]: blank.id } : {});
  const tab = { id: 1, url: `${origin}/v1/a`, isPrivate: false };
  const onClose = vi.fn();
  render(
    <RowPanel
      {...{ profile, kind, origin, tab, state, remedies, testsWanted, onClose }}
      ask={ask as Ask}
    />,
  );
  return onClose;
}

const buttons = () => screen.queryAllByRole('button').map((each) => each.textContent);

describe('the panel of a row', () => {
  it('offers to copy what is set, and copies nothing by itself', () => {
    draw('copy', [set]);

    expect(buttons()).toEqual(['Close', 'Copy header', 'Copy as curl']);
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    ['that is not made', idle],
    ['that is switched off', { ...set, isOff: true as const }],
    ['of the profile’s other sites', { ...set, paths: [parsePathScope('/v2')] }],
  ])('does not offer a header %s', (_, other) => {
    draw('copy', [set, { ...other, id: 'header-2' as HeaderSpecId }]);

    expect(buttons()).toEqual(['Close', 'Copy header', 'Copy as curl']);
  });

  it('says so where there is nothing to copy', () => {
    draw('copy', [idle]);

    expect(buttons()).toEqual(['Close']);
    expect(screen.getByText(/^No header is added here/)).toBeTruthy();
  });

  it.each(['copy', 'test'] as const)('says that only a picked profile can %s', (kind) => {
    draw(kind, [set], { isPicked: false, testsWanted: 1 });

    expect(buttons()).toEqual(['Close']);
    expect(screen.getByText(/Pick “Profile 1” first\.$/)).toBeTruthy();
    expect(ask).not.toHaveBeenCalled();
  });

  it('has the focus, and closes', async () => {
    const onClose = draw('copy', [set]);
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Close'));

    fireEvent.click(screen.getByText('Close'));

    expect(onClose).toHaveBeenCalledOnce();
  });

  it('tests the address of the tab by HEAD as well, and shows what came of it', async () => {
    ask.mockResolvedValue(REFUSED);
    draw('test', [set]);

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

  it('runs once by itself for a click on Test elsewhere', async () => {
    ask.mockResolvedValue(REFUSED);

    draw('test', [set], { testsWanted: 1 });

    expect(await screen.findByText(/^The server refuses this/)).toBeTruthy();
    expect(ask).toHaveBeenCalledExactlyOnceWith({
      type: 'test/run',
      url: `${origin}/v1/a`,
      method: 'GET',
    });
  });

  it('says why it could not be run', async () => {
    ask.mockResolvedValue({ ok: false, failure: { code: 'vault-locked' } });
    draw('test', [set]);

    fireEvent.click(screen.getByText('Run test'));

    expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain('locked');
  });
});
