/** What the background does when the browser tells of something that no page has asked for. */
import { isReasonToLock } from '../app/absence/is-reason-to-lock';
import { clearIfDue } from '../app/clipboard/clear-clipboard';
import { pickNext } from '../app/headers/pick-next';
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
  readonly told: Performer['told'];
}

export function eventHandlers({ session }: Pick<BrowserPorts, 'session'>, turns: EventTurns) {
  const { take, told } = turns;
  /** No page waits for it. */
  const soon: (...parameters: Parameters<Performer['told']>) => void = (...parameters) =>
    void told(...parameters);

  return {
    /** A keyboard shortcut of the browser's. */
    onShortcut(name: CommandName, origin: Origin | undefined): void {
      if (name === 'lock') soon((own) => lock(own), 'takeNow');
      if (name === 'pause') {
        soon(async (own) => {
          const { settings } = (await openVault(own)).content;
          return changeSettings(own, { paused: !settings.paused });
        });
      }
      if (name === 'next-profile' && origin) soon((own) => pickNext(own, origin));
    },

    reconcileSoon: () => soon(reconcile),

    /** Pages show nothing of the clipboard, so no state is published. */
    clearClipboardSoon(): void {
      void take(clearIfDue).catch(report);
    },

    /** The site of a tab may need its token renewed. Everything else is in force already. */
    async tabShownSoon(): Promise<void> {
      const { tokens } = await session.readNow();
      if (Object.keys(tokens).length > 0) soon(reconcile);
    },

    /** The user has left the computer, or locked it. */
    async lockSoon(reason: 'idle' | 'computer-locked'): Promise<void> {
      if (!(await isReasonToLock({ session }, reason))) return;
      soon((own) => lock(own, reason), 'takeNow');
    },

    /**
     * A message from somewhere else than a page of ours, or one that no page sends. It is published
     * with the next state: a sender of thousands must not cause thousands of states.
     */
    noteRefused(): void {
      void take(async (own) => {
        const { refusedMessages } = await own.session.read();
        await own.session.write({ refusedMessages: refusedMessages + 1 });
      }).catch(report);
    },

    /** The browser or Keybearer was updated, and has started with an empty session. */
    noteUpdate: (reason: LockReason) =>
      soon(async (own) => {
        const { dataKey } = await own.session.read();
        if (!dataKey) await own.session.write({ lockedBy: reason });
        return undefined;
      }),

    noteUpdateWaiting: () =>
      soon(async (own) => {
        await own.session.write({ updateWaiting: true });
        return undefined;
      }),
  };
}
