/** The types of the messages between pages and background; `request-schema.ts` lists them. */
import type { AppState } from '../domain/app-state';
import type { MadeBackup, PreviewedBackup } from '../domain/backup';
import type { BinnedItem } from '../domain/bin';
import type { CopyAnswer } from '../domain/copying';
import type {
  CredentialFact,
  CredentialReport,
  Finding,
  ShownCredential,
} from '../domain/credential';
import type { Failure } from '../domain/errors';
import type { ImportCheck } from '../domain/import-check';
import type { ImportReview } from '../domain/import-review';
import type { Explained, TestResult } from '../domain/inquiry';
import type { PageOffers } from '../domain/page-offers';
import type { PreviewLine } from '../domain/preview';
import type { ProfileDraft } from '../domain/profile-draft';
import type { Discovered, IssuerAnswer, SignInProposal } from '../domain/proposal';
import type { MadeShare, ShareReview, UnmadeShare } from '../domain/share';
import type { SignInStep, SignOutResult } from '../domain/sign-in';
import type { TriedLogin } from '../domain/tried-login';
import type { Command, Query } from './request-schema';

export type { Command, Query };

export type Request = Command | Query;
export type RequestOf<T extends Request['type']> = Extract<Request, { type: T }>;

/** The state after a command, refused or not. Absent if the command changed nothing in it. */
export type Reply =
  | { readonly ok: true; readonly state?: AppState }
  | { readonly ok: false; readonly failure: Failure; readonly state?: AppState };

/** The answers of the queries. A page gets undefined if the background could not be reached. */
export interface Answers {
  readonly 'credential/check': CredentialReport;
  readonly 'replacement/check': readonly Finding[];
  readonly 'profile/preview': readonly PreviewLine[];
  readonly 'draft/read': ProfileDraft | undefined;
  readonly 'header/facts': readonly CredentialFact[];
  readonly 'credential/shown': ShownCredential | undefined;
  readonly 'header/copy': CopyAnswer;
  readonly 'header/curl': CopyAnswer;
  readonly 'sign-in/begin': SignInStep;
  readonly 'sign-in/proceed': SignInStep;
  readonly 'sign-in/cancel': SignInStep;
  readonly 'sign-out': SignOutResult;
  readonly 'login/try': Discovered<TriedLogin>;
  readonly 'issuer/look-up': Discovered<IssuerAnswer>;
  readonly 'site/find-sign-in': Discovered<SignInProposal>;
  readonly 'tab/use': boolean;
  readonly 'page/offers': PageOffers;
  /** Undefined: it is plain, or not sure to be read as what it is. */
  readonly 'host/unicode': string | undefined;
  readonly 'manager/show': boolean;
  readonly 'diagnosis/explain': Explained;
  readonly 'activity/look': boolean;
  readonly 'test/run': TestResult;
  readonly 'bin/list': readonly BinnedItem[];
  readonly 'vault/export': readonly string[];
  /** One for each draft. */
  readonly 'import/review': readonly ImportCheck[];
  readonly 'import/kept': ImportReview | undefined;
  readonly 'backup/make': MadeBackup;
  readonly 'backup/saved': boolean;
  readonly 'backup/cancel': boolean;
  readonly 'backup/preview': PreviewedBackup;
  /** Undefined: the profiles were deleted meanwhile. */
  readonly 'share/make': MadeShare | UnmadeShare | undefined;
  readonly 'share/review': ShareReview;
}

export type Send = (command: Command) => Promise<Reply>;
export type Ask = <T extends Query['type']>(query: RequestOf<T>) => Promise<Answers[T] | undefined>;
