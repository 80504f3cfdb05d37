// @vitest-environment happy-dom
/** The popup over a tab: with the site's pick, and with one of its own. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OpenState } from '../../../src/domain/app-state';
import type { Origin } from '../../../src/domain/site';
import { loadViews } from '../../../src/popup/views/on-demand';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Command } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
// The import takes seconds on a busy machine.
beforeAll(async () => void (await loadViews()));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const elsewhere = 'https://app.test' as Origin;
const user = { ...profileOf(1, [origin]), name: 'User' };
const admin = { ...profileOf(2, [origin, elsewhere]), name: 'Admin' };
const extra = { ...profileOf(3, [origin]), name: 'Proxy', isExtra: true as const };
const ofSite = stateOf([user, admin], { [origin]: user.id });
const inTab: OpenState = { ...ofSite, tabPicks: [{ tabId: 1, origin, profileId: admin.id }] };

function draw(state: OpenState, tabId = 1) {
  const sent: Command[] = [];
  const ask = vi.fn(async () => undefined);
  const ignore = () => {};
  render(
    <SiteView
      origin={origin}
      tab={{ id: tabId, url: `${origin}/`, isPrivate: false }}
      state={state}
      act={async (command) => {
        sent.push(command);
        return true;
      }}
      send={async () => ({ ok: true })}
      ask={ask}
      seen={{}}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={ignore}
      onDuplicate={ignore}
      onSignIn={ignore}
    />,
  );
  return { sent, ask };
}

const box = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Only in this tab' });
const radio = (name: string) =>
  screen.getByRole<HTMLInputElement>('radio', { name: new RegExp(name) });

describe('over a tab with the site’s pick', () => {
  it('the box gives the tab the pick of this moment', () => {
    const { sent } = draw(ofSite);
    expect(box().checked).toBe(false);
    expect(screen.queryByText(/^Other tabs/)).toBeNull();
    fireEvent.click(box());

    expect(sent).toEqual([{ type: 'pick/in-tab', origin, tabId: 1, profileId: user.id }]);
  });

  it('a pick is the site’s', () => {
    const { sent } = draw(ofSite);
    fireEvent.click(radio('Admin'));

    expect(sent).toEqual([{ type: 'pick/set', origin, profileId: admin.id }]);
  });

  it('another tab’s pick is not this one’s', () => {
    draw(inTab, 2);

    expect(box().checked).toBe(false);
    expect(radio('User').checked).toBe(true);
  });

  it('extras alone are off in one tab', () => {
    const alone = {
      ...stateOf([user, extra], { [origin]: extra.id }),
      extras: { [origin]: [extra.id] },
    };
    const { sent } = draw(alone);
    fireEvent.click(box());

    expect(sent).toEqual([{ type: 'pick/in-tab', origin, tabId: 1, profileId: null }]);
  });

  it('there is no box if a site has extras alone', () => {
    draw(stateOf([extra]));
    expect(screen.queryByRole('checkbox', { name: 'Only in this tab' })).toBeNull();
  });
});

describe('over a tab with a pick of its own', () => {
  it('shows it, names the site’s, and says what else follows', () => {
    draw(inTab);

    expect(box().checked).toBe(true);
    expect(radio('Admin').checked).toBe(true);
    expect(screen.getByText('Other tabs: User')).toBeDefined();
    expect(screen.getByText(/Tabs share cookies and storage/)).toBeDefined();
    expect(screen.getByText(/Workers of this site send no header/)).toBeDefined();
    expect(screen.getByText(/app\.test use the pick of that site/)).toBeDefined();
  });

  it('a pick, and Off, are this tab’s', () => {
    const { sent } = draw(inTab);
    fireEvent.click(radio('User'));
    fireEvent.click(radio('Off'));

    const command = { type: 'pick/in-tab', origin, tabId: 1 };
    expect(sent).toEqual([
      { ...command, profileId: user.id },
      { ...command, profileId: null },
    ]);
  });

  it('that is off shows Off, and names the site’s', () => {
    draw({ ...ofSite, tabPicks: [{ tabId: 1, origin }] });

    expect(radio('Off').checked).toBe(true);
    expect(screen.getByText('Other tabs: User')).toBeDefined();
  });

  it('unticking the box ends it', () => {
    const { sent } = draw(inTab);
    fireEvent.click(box());

    expect(sent).toEqual([{ type: 'pick/end-in-tab', origin, tabId: 1 }]);
  });

  it('the background is asked about this tab', async () => {
    const installed = { state: 'installed', issuedAt: 1 } as const;
    const headers = admin.headers.map((header) => ({ ...header, status: installed }));
    const { ask } = draw({ ...inTab, profiles: [user, { ...admin, headers }] });

    await vi.waitFor(() => {
      expect(ask).toHaveBeenCalledWith(
        expect.objectContaining({ type: 'diagnosis/explain', tabId: 1 }),
      );
    });
  });

  it('extras alone cannot be chosen', () => {
    draw({ ...inTab, profiles: [user, admin, extra], extras: { [origin]: [extra.id] } });

    expect(radio('Extras only').disabled).toBe(true);
  });
});
