/** Handles the browser's events that no page has asked for. */
import { isReasonToLock } from '../app/absence/is-reason-to-lock';
import { clearIfDue } from '../app/clipboard/clear-clipboard';
import { pickNext } from '../app/headers/pick-next';
import { endTab, renameTab } from '../app/headers/tab-picks';
import { lock } from '../app/lock/lock';
import type { BrowserPorts } from '../app/ports';
import { reconcile } from '../app/reconcile';
import { changeSettings } from '../app/settings';
import type { Turns } from '../app/turns';
import { openVault } from '../app/vault/open-vault';
import type { LockReason } from '../domain/lock-reason';
import type { Origin } from '../domain/site';
import type { CommandName } from '../platform/commands';
import { type Performer, report } from './perform';

export interface EventTurns {
  readonly take: Turns['take'];
  readonly runAndPublish: Performer['runAndPublish'];
}

export function eventHandlers(browser: Pick<BrowserPorts, 'session'>, turns: EventTurns) {
  const { take, runAndPublish } = turns;
  const soon: (...parameters: Parameters<typeof runAndPublish>) => void = (...parameters) =>
    void runAndPublish(...parameters);

  async function picksOf(tabId: number) {
    const { tabPicks = {} } = await browser.session.readNow();
    return tabPicks[tabId];
  }

  return {
    /** A keyboard shortcut. */
    onShortcut(name: CommandName, origin: Origin | undefined, tabId?: number): void {
      if (name === 'lock') soon((ports) => lock(ports), 'takeNow');
      if (name === 'pause') {
        soon(async (ports) => {
          const { settings } = (await openVault(ports)).content;
          return changeSettings(ports, { paused: !settings.paused });
        });
      }
      if (name === 'next-profile' && origin) soon((ports) => pickNext(ports, origin, tabId));
    },

    reconcileSoon: () => soon(reconcile),

    /** Publishes no state, since no page shows the clipboard's. */
    clearClipboardSoon(): void {
      void take(clearIfDue).catch(report);
    },

    /** A tab shows a site whose token may be due. Without tokens there is nothing to do. */
    async tabShownSoon(): Promise<void> {
      const { tokens } = await browser.session.readNow();
      if (Object.keys(tokens).length > 0) soon(reconcile);
    },

    /** The picks of a tab end with it, also while the vault is locked. */
    async tabClosed(tabId: number, withWindow: boolean): Promise<void> {
      if (!(await picksOf(tabId))) return;
      soon(async (ports) => {
        await endTab(ports, tabId, withWindow);
        return reconcile(ports);
      });
    },

    async tabRenamed(before: number, after: number): Promise<void> {
      const own = await picksOf(before);
      if (!own) return;
      soon(async (ports) => {
        await renameTab(ports, { before, after, own });
        return reconcile(ports);
      });
    },

    /** The computer is idle, or the user has locked it: perhaps while the vault is being opened. */
    async lockSoon(reason: 'idle' | 'computer-locked'): Promise<void> {
      if (!(await isReasonToLock(browser, reason))) return;
      soon((ports) => lock(ports, reason), 'takeNow');
    },

    /**
     * Counts a message that no page of ours sent, or that is unreadable. The next state publishes the
     * count, so that thousands of messages do not publish thousands of states.
     */
    noteRefused(): void {
      void take(async ({ session }) => {
        const { refusedMessages } = await session.read();
        await session.write({ refusedMessages: refusedMessages + 1 });
      }).catch(report);
    },

    /** The browser or Keybearer was updated and has restarted, so the session is empty. */
    noteUpdate: (reason: LockReason) =>
      soon(async ({ session }) => {
        const { dataKey } = await session.read();
        if (!dataKey) await session.write({ lockedBy: reason });
        return undefined;
      }),

    noteUpdateWaiting: () =>
      soon(async ({ session }) => {
        await session.write({ updateWaiting: true });
        return undefined;
      }),
  };
}
