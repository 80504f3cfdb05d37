/** The settings that the vault keeps. */
import { AppError } from '../domain/errors';
import { AUTO_LOCK_MINUTES } from '../domain/settings';
import { clearActivity } from './activity/clear-activity';
import { changeVault } from './headers/change-vault';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/** Sends nothing anywhere until it is switched off again; the picks stay. */
export function pause(ports: Ports, paused: boolean): Promise<OpenVault> {
  return changeVault(ports, (content) => ({ ...content, paused }));
}

export interface AutoLock {
  /** Without input. */
  readonly minutes: number;
  readonly withComputer: boolean;
}

/** @throws {@link AppError} `message-refused` for a number that no page offers. */
export async function setAutoLock(
  ports: Ports,
  { minutes, withComputer }: AutoLock,
): Promise<OpenVault> {
  if (!AUTO_LOCK_MINUTES.some((offered) => offered === minutes)) {
    throw new AppError('message-refused', 'not one of the offered numbers');
  }
  return changeVault(ports, (content) => ({
    ...content,
    autoLockMinutes: minutes,
    lockWithComputer: withComputer,
  }));
}

/** Switches the record of requests on or off. Switched off, it is emptied too. */
export function setObserves(ports: Ports, observes: boolean): Promise<OpenVault> {
  return changeVault(
    ports,
    (content) => ({ ...content, observes }),
    async () => {
      if (!observes) await clearActivity(ports);
    },
  );
}
