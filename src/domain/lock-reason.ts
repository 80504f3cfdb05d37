/** The reason for a lock that the user did not ask for. */
export type LockReason =
  /** The computer was idle for the minutes in the settings. */
  | 'idle'
  | 'computer-locked'
  | 'browser-update'
  /** An update of Keybearer itself. */
  | 'update';
