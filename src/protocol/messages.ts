/**
 * Every message a page may send to the background, and its answer: commands change something and
 * are done one at a time; queries only ask, and are answered at once.
 */

import type { AppState } from '../domain/app-state';
import type { CredentialFields, CredentialReport } from '../domain/credential';
import type { Failure } from '../domain/errors';
import type { PreviewDraft, PreviewLine } from '../domain/preview';
import type { ProfileDraft } from '../domain/profile-draft';

export type Command =
  | { readonly type: 'state/read' }
  | { readonly type: 'vault/create'; readonly passphrase: string }
  | { readonly type: 'vault/unlock'; readonly passphrase: string }
  | { readonly type: 'vault/lock' }
  | {
      readonly type: 'vault/change-passphrase';
      readonly passphrase: string;
      readonly newPassphrase: string;
    }
  | { readonly type: 'pause/set'; readonly paused: boolean }
  | { readonly type: 'settings/set-auto-lock'; readonly minutes: number }
  | {
      readonly type: 'profile/save';
      readonly profile: ProfileDraft;
      /** Pick it on each of its sites. */
      readonly pick: boolean;
    }
  | { readonly type: 'profile/remove'; readonly profileId: string }
  | {
      readonly type: 'pick/set';
      readonly origin: string;
      /** Null: nobody. */
      readonly profileId: string | null;
    };

export type Query =
  | {
      readonly type: 'credential/check';
      readonly schemeId: string;
      readonly fields: CredentialFields;
    }
  | { readonly type: 'profile/preview'; readonly draft: PreviewDraft };

export type Request = Command | Query;
export type RequestOf<T extends Request['type']> = Extract<Request, { type: T }>;

/** The state after a command, refused or not. */
export type Reply =
  | { readonly ok: true; readonly state: AppState }
  | { readonly ok: false; readonly failure: Failure; readonly state?: AppState };

/** What a query finds; nothing where it could not be asked. */
export interface Answers {
  readonly 'credential/check': CredentialReport;
  readonly 'profile/preview': readonly PreviewLine[];
}

export type Send = (command: Command) => Promise<Reply>;
export type Ask = <T extends Query['type']>(query: RequestOf<T>) => Promise<Answers[T] | undefined>;
