/** Why the vault was locked without being told to by its user. */
export type LockReason =
  /** Nobody has touched the computer for the minutes that the settings say. */
  | 'idle'
  | 'computer-locked'
  | 'browser-update'
  /** Of Keybearer itself. */
  | 'update';
