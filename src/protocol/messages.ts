/**
 * Every message a page may send to the background, and its answer: commands change something and are
 * done one at a time; queries are answered beside them, and a server may have to be asked.
 */

import type { AppState } from '../domain/app-state';
import type { CopyAnswer } from '../domain/copying';
import type { CredentialFact, CredentialFields, CredentialReport } from '../domain/credential';
import type { Failure } from '../domain/errors';
import type { Explained, Question, TestMethod, TestResult } from '../domain/inquiry';
import type { NewPasskey, PasskeyAnswer } from '../domain/passkey';
import type { PreviewDraft, PreviewLine } from '../domain/preview';
import type { Method } from '../domain/profile';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Discovered, IssuerMetadata, SignInProposal } from '../domain/proposal';
import type { Settings } from '../domain/settings';
import type { SignInStep, SignOutResult } from '../domain/sign-in';

export type Command =
  | { readonly type: 'state/read' }
  | { readonly type: 'vault/create'; readonly passphrase: string }
  | { readonly type: 'vault/unlock'; readonly passphrase: string }
  | { readonly type: 'vault/lock' }
  | { readonly type: 'vault/unlock-by-passkey'; readonly answer: PasskeyAnswer }
  | {
      readonly type: 'vault/change-passphrase';
      readonly passphrase: string;
      readonly newPassphrase: string;
      /** The passkeys that go on, each as it has just answered; any other is removed. */
      readonly passkeys: readonly PasskeyAnswer[];
    }
  | { readonly type: 'vault/restore'; readonly text: string }
  | { readonly type: 'vault/start-over'; readonly locked: boolean }
  | {
      readonly type: 'passkey/add';
      readonly passphrase: string;
      readonly name: string;
      readonly passkey: NewPasskey;
    }
  | {
      readonly type: 'passkey/remove';
      readonly passphrase: string;
      /** Those that stay. */
      readonly passkeys: readonly PasskeyAnswer[];
    }
  | { readonly type: 'notice/dismiss' }
  | { readonly type: 'draft/keep'; readonly draft: ProfileDraft }
  | { readonly type: 'draft/discard'; readonly key: string }
  /** Only what changes: another page may have changed the others. */
  | { readonly type: 'settings/change'; readonly settings: Partial<Settings> }
  | { readonly type: 'activity/clear' }
  | {
      readonly type: 'profile/save';
      readonly profile: ProfileDraft;
      /** Pick it on each of its sites. */
      readonly pick: boolean;
    }
  | { readonly type: 'profile/remove'; readonly profileId: string }
  /** The credential works that took another one's place: that one is forgotten. */
  | {
      readonly type: 'credential/confirm';
      readonly profileId: string;
      readonly headerId: string;
    }
  /** The one before it takes its place again, and it is kept in turn. */
  | {
      readonly type: 'credential/go-back';
      readonly profileId: string;
      readonly headerId: string;
    }
  | {
      readonly type: 'pick/set';
      readonly origin: string;
      /** Null: nobody. */
      readonly profileId: string | null;
    }
  /** The user takes a server's clock for right that is far from ours. */
  | {
      readonly type: 'clock/confirm';
      readonly origin: string;
      /** As the page shows it. */
      readonly offsetMs: number;
    };

export type Query =
  | {
      readonly type: 'credential/check';
      readonly schemeId: string;
      readonly fields: CredentialFields;
    }
  | { readonly type: 'profile/preview'; readonly draft: PreviewDraft }
  /** A form that is kept unsaved, without its secrets. */
  | { readonly type: 'draft/read'; readonly key: string }
  /** What a stored credential tells of itself. */
  | { readonly type: 'header/facts'; readonly headerId: string }
  /** A header that is in force, in clear: at an explicit click, for the clipboard and nothing else. */
  | { readonly type: 'header/copy'; readonly origin: string; readonly headerId: string }
  /** A command that asks for an address as the browser does, with a variable for each secret. */
  | {
      readonly type: 'header/curl';
      readonly origin: string;
      readonly url: string;
      readonly method: Method;
    }
  /** Signing in takes servers and people their time: what it changes, it changes in turns of its own. */
  | { readonly type: 'sign-in/begin'; readonly headerId: string }
  | {
      readonly type: 'sign-in/proceed';
      readonly headerId: string;
      /** By which the server has come back to the browser, where it has. */
      readonly address?: string;
    }
  | { readonly type: 'sign-in/cancel'; readonly headerId: string }
  | { readonly type: 'sign-out'; readonly headerId: string }
  /** What an authorization server tells of itself: asks it. */
  | { readonly type: 'issuer/look-up'; readonly issuer: string }
  /** What a site says of where one signs in: asks it. */
  | { readonly type: 'site/find-sign-in'; readonly url: string }
  /** Whether an address would carry a header, from the rules alone. */
  | { readonly type: 'diagnosis/explain'; readonly question: Question }
  /** Somebody reads the activity, and will say so again within half a minute. */
  | { readonly type: 'activity/look' }
  /** One request of our own with the header in force there: asks the server. */
  | { readonly type: 'test/run'; readonly url: string; readonly method: TestMethod }
  /** The sealed copies, for a user whose vault cannot be read. */
  | { readonly type: 'vault/export' };

export type Request = Command | Query;
export type RequestOf<T extends Request['type']> = Extract<Request, { type: T }>;

/** The state after a command, refused or not; none where nothing of it has changed. */
export type Reply =
  | { readonly ok: true; readonly state?: AppState }
  | { readonly ok: false; readonly failure: Failure; readonly state?: AppState };

/** What a query finds; nothing where it could not be asked. */
export interface Answers {
  readonly 'credential/check': CredentialReport;
  readonly 'profile/preview': readonly PreviewLine[];
  readonly 'draft/read': ProfileDraft | undefined;
  readonly 'header/facts': readonly CredentialFact[];
  readonly 'header/copy': CopyAnswer;
  readonly 'header/curl': CopyAnswer;
  readonly 'sign-in/begin': SignInStep;
  readonly 'sign-in/proceed': SignInStep;
  readonly 'sign-in/cancel': SignInStep;
  readonly 'sign-out': SignOutResult;
  readonly 'issuer/look-up': Discovered<IssuerMetadata>;
  readonly 'site/find-sign-in': Discovered<SignInProposal>;
  readonly 'diagnosis/explain': Explained;
  readonly 'activity/look': boolean;
  readonly 'test/run': TestResult;
  readonly 'vault/export': readonly string[];
}

export type Send = (command: Command) => Promise<Reply>;
export type Ask = <T extends Query['type']>(query: RequestOf<T>) => Promise<Answers[T] | undefined>;
