/**
 * Says which keys of the vault’s content a backup holds. A key that is missing here does not compile, so each
 * new one gets a decision (docs/decisions/0039-the-backup.md).
 */
import type { VaultContent } from '../vault/content';

type Decision = 'kept' | { readonly leftOut: string };

export const CONTENT_KEYS = {
  /** Without refresh tokens and tokens that never expire. */
  profiles: 'kept',
  sitePicks: 'kept',
  pickTimes: 'kept',
  settings: 'kept',
  declinedCalls: 'kept',
  passkeys: { leftOut: 'a passkey belongs to one browser and to the keys of its vault' },
  drafts: { leftOut: 'an unsaved form may stand for stored secrets, which a file must never join' },
  replacements: { leftOut: 'a secret that was never saved, for a header of this vault' },
  news: { leftOut: 'the changes of a build belong to the browser that runs it' },
  widenings: { leftOut: 'the user is told in the vault where the change was made' },
  bin: { leftOut: 'what was deleted must not live on in a file' },
  backup: { leftOut: 'each vault counts its own backups' },
  importReview: { leftOut: 'an import that is not finished' },
} as const satisfies Record<keyof VaultContent, Decision>;

type Keys = typeof CONTENT_KEYS;
export type KeptKey = { [K in keyof Keys]: Keys[K] extends 'kept' ? K : never }[keyof Keys];
