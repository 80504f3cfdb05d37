/** A state as the background publishes it, of a vault with nothing in it. */
import type { AppState } from '../../src/domain/app-state';

export const EMPTY_STATE: AppState = {
  vault: 'unlocked',
  profiles: [],
  picks: {},
  allowed: [],
  paused: false,
  autoLockMinutes: 15,
  lockWithComputer: true,
  readOnly: false,
  passkeys: [],
  passkeyRequests: [],
  drafts: [],
  copies: [],
  refusedMessages: 0,
  updateWaiting: false,
  schemes: [],
};
