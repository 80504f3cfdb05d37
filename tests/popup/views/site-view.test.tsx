// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SeenHere } from '../../../src/domain/activity';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { loadViews } from '../../../src/popup/views/on-demand';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Ask, Query } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';
import { tabListeners } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
// The import takes seconds on a busy machine.
beforeAll(async () => void (await loadViews()));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const due = { since: 0, ageDays: 93, dueInDays: -3 };

function draw(
  changes: Partial<ProfileSummary>,
  picked = true,
  seen: SeenHere = {},
  { isPrivate = false, ask = async () => undefined }: { isPrivate?: boolean; ask?: Ask } = {},
) {
  const profile = { ...profileOf(1, [origin]), ...changes };
  const onEdit = vi.fn();
  const ignore = () => {};
  render(
    <SiteView
      origin={origin}
      tab={{ id: 1, url: `${origin}/`, isPrivate }}
      state={stateOf([profile], picked ? { [origin]: profile.id } : {})}
      act={async () => true}
      send={async () => ({ ok: true })}
      ask={ask}
      seen={seen}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={onEdit}
      onDuplicate={ignore}
      onSignIn={ignore}
    />,
  );
  return onEdit;
}

const reminder = () => screen.queryByText(/^This credential/)?.textContent;

describe('the reminder', () => {
  it('says how old the credential is that the user wanted replaced, and leads to the form', async () => {
    const onEdit = draw({ rotateEveryDays: 90, rotation: due });

    expect(reminder()).toBe(
      'This credential is 93 days old; you asked to rotate it every 90 days.',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Replace credential' }));
    await vi.waitFor(() => expect(onEdit).toHaveBeenCalledExactlyOnceWith('profile-1'));
  });

  it('knows a single day', () => {
    draw({ rotateEveryDays: 1, rotation: { since: 0, ageDays: 1, dueInDays: 0 } });

    expect(reminder()).toContain('is 1 day old; you asked to rotate it every 1 day.');
  });

  it.each([
    ['before it is due', { rotateEveryDays: 90, rotation: { ...due, dueInDays: 1 } }, true],
    ['without a reminder', { rotation: { since: 0, ageDays: 93 } }, true],
    ['of a profile that is not picked here', { rotateEveryDays: 90, rotation: due }, false],
  ])('is not there %s', (_, changes, picked) => {
    draw(changes, picked);

    expect(reminder()).toBeUndefined();
  });
});

describe('the tab under the popup', () => {
  it.each([
    ['counts as opened by the user where a token is renewed silently', true, false, 1],
    ['does not count in a private window', true, true, 0],
    ['is not reported where none is', false, false, 0],
  ])('%s', async (_, isSilent, isPrivate, times) => {
    const ask = vi.fn(async () => undefined);
    const [header] = profileOf(1, [origin]).headers;
    if (!header) throw new Error('no header');
    const headers = [isSilent ? { ...header, isSilent: true as const } : header];

    draw({ headers }, true, {}, { isPrivate, ask });
    await act(async () => undefined);

    const used = ask.mock.calls.filter(([asked]: unknown[]) => (asked as Query).type === 'tab/use');
    expect(used).toHaveLength(times);
  });
});

describe('the offer to reload', () => {
  const RELOAD = 'Reload to apply this change.';

  async function pickAnother() {
    draw({}, false);
    fireEvent.click(screen.getByRole('radio', { name: /Profile 1/ }));
    await screen.findByText(RELOAD);
    await waitFor(() => expect(tabListeners.size).toBe(1));
  }

  function update(tabId: number, status: string) {
    act(() => {
      for (const listener of tabListeners) listener(tabId, { status });
    });
  }

  it('is there after a pick, and goes once the tab loads again', async () => {
    await pickAnother();

    update(1, 'loading');

    expect(screen.queryByText(RELOAD)).toBeNull();
    expect(tabListeners.size).toBe(0);
  });

  it('stays while another tab loads, or this one has only ended to load', async () => {
    await pickAnother();

    update(2, 'loading');
    update(1, 'complete');

    expect(screen.getByText(RELOAD)).toBeDefined();
  });

  it('is not there when the popup is opened', () => {
    draw({}, true);

    expect(screen.queryByText(RELOAD)).toBeNull();
  });
});
