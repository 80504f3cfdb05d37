/** The answer of a login that a user tries in the editor: its shape, without a character of a value. */
import type { CredentialFields } from './credential';

export type MemberKind =
  | 'text'
  | 'jwt'
  | 'number'
  | 'date'
  | 'boolean'
  | 'null'
  | 'object'
  | 'list';

export interface LoginMember {
  /** As the form writes it: `/data/token`, or `header: x-auth-token`. Absent: its name may hold a secret. */
  readonly place?: string;
  readonly kind: MemberKind;
  /** Characters of a text, digits of a number, members of an object, entries of a list. */
  readonly length: number;
  readonly uses: readonly MemberUse[];
}

/** The role that the member may have, and the fields of the form that name it. */
export interface MemberUse {
  readonly as: 'token' | 'refresh_token' | 'end_seconds' | 'end_milliseconds' | 'end_date';
  /** The size of the token's life, if the member is its end. */
  readonly lasts?: LifeSize;
  readonly fields: CredentialFields;
}

/** The largest unit that fits into the life. */
export type LifeSize = 'seconds' | 'minutes' | 'hours' | 'days' | 'months';

export type AnswerBody = 'json' | 'html' | 'other' | 'none' | 'too-long';

export type TriedLogin =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: AnswerBody;
      readonly members: readonly LoginMember[];
      /** The answer has more members. */
      readonly isCut: boolean;
    }
  | {
      readonly kind: 'refused' | 'not-there' | 'for-later';
      readonly status: number;
      readonly body: AnswerBody;
      /** The server's words about its refusal: one short line, without a secret of the request. */
      readonly serverSays?: string;
    }
  | {
      readonly kind: 'redirected';
      /** The fields with the address to save. Absent: it is on another origin, or unknown. */
      readonly fields?: CredentialFields;
    };
