/** Every message a page may send to the background, and its answer. */

import type { AppState } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { ProfileDraft } from '../domain/profile';

export type Request =
  | { readonly type: 'state/read' }
  | { readonly type: 'vault/create'; readonly passphrase: string }
  | { readonly type: 'vault/unlock'; readonly passphrase: string }
  | { readonly type: 'vault/lock' }
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

export type RequestOf<T extends Request['type']> = Extract<Request, { type: T }>;

/** The state after the request, refused or not. */
export type Reply =
  | { readonly ok: true; readonly state: AppState }
  | { readonly ok: false; readonly failure: Failure; readonly state?: AppState };

export type Send = (request: Request) => Promise<Reply>;
