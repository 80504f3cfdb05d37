/** A stored key with the token that it signs: plain JSON. */
import type { Claims } from './claims';
import type { KeyReading, SigningKey } from './key-reading';
import type { SecretEncoding } from './secret';
import type { JwsHeader } from './sign';

export interface JwtSignedCredential {
  readonly key: SigningKey;
  /** Facts about the key, and what the pasted key said beside itself. */
  readonly reading: Pick<KeyReading, 'kind' | 'bits' | 'isVerbatim' | 'kid' | 'account'> & {
    /** Absent if an older build saved the credential. */
    readonly encoding?: SecretEncoding;
  };
  readonly header: JwsHeader;
  /** The claims that each token has. */
  readonly claims: Claims;
  /** Seconds from `iat` to `exp`. */
  readonly lifetime: number;
  readonly headerName: string;
  /** The word before the token; empty: none. */
  readonly prefix: string;
}
