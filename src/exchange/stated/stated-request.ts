/** A request as a command, a script or a recording states it. An unknown value in it is `${NAME}`. */
import type { Header } from '../../domain/header';
import type { RemarkCode } from '../../domain/imported';

export interface StatedRequest {
  /** Empty: the script does not say. */
  readonly url: string;
  readonly method?: string;
  readonly headers: readonly Header[];
  /** A user name and password beside the headers. */
  readonly basic?: UserAndPassword;
  readonly remarks: readonly StatedRemark[];
}

export interface UserAndPassword {
  readonly username: string;
  /** Absent: the program asks for it. */
  readonly password?: string;
}

export interface StatedRemark {
  readonly code: RemarkCode;
  /** The name of the option or header, never a value. */
  readonly part: string;
}

/** A backslash before the `@` is left: programs disagree about the host then. */
export function withoutUserInfo(url: string): string {
  return url.replace(/^((?:[a-z][a-z0-9+.-]*:)?\/\/)?[^/?#\\]*@/i, '$1');
}
