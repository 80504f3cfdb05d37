/** The authentication of a request of a collection. Texts still have their placeholders. */
export type SourceAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** `Basic user password` or `Basic user:password`, which the client encodes; or finished base64. */
  | { readonly kind: 'basic-line'; readonly text: string }
  /** `word`: in place of *Bearer*. */
  | { readonly kind: 'bearer'; readonly token: string; readonly word?: string }
  | {
      readonly kind: 'api-key';
      readonly name: string;
      readonly value: string;
      readonly sentIn: 'header' | 'query' | 'cookie';
    }
  | SourceOAuth2
  | SourceJwt
  /** The environment has its configuration: see `Environment.auths`. */
  | { readonly kind: 'of-environment'; readonly id: string }
  /** Digest, AWS, Hawk and others that Keybearer does not have. */
  | { readonly kind: 'unsupported' };

export interface SourceOAuth2 {
  readonly kind: 'oauth2';
  /** Absent: the file does not say. `other`: implicit, password. */
  readonly grant?:
    | 'client-credentials'
    | 'authorization-code'
    | 'device-code'
    | 'other'
    | undefined;
  /** A token that the client has got with the grant, or that a user has pasted. */
  readonly accessToken?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly authorizationUrl?: string | undefined;
  readonly deviceUrl?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly clientAuth?: 'basic' | 'post' | undefined;
  readonly scope?: string | undefined;
  readonly audience?: string | undefined;
  readonly resource?: string | undefined;
  /** In the request that decides the token's access: see `parametersFor`. */
  readonly parameters?: readonly SourceParameter[];
  /** The part of a request that carries the access token. */
  readonly sentIn?: 'header' | 'query' | undefined;
  readonly word?: string | undefined;
}

const GRANTS: ReadonlyMap<string, SourceOAuth2['grant']> = new Map([
  ['', undefined],
  ['client_credentials', 'client-credentials'],
  ['authorization_code', 'authorization-code'],
]);

/** @param name - The grant type of RFC 6749, as files spell it; '' if the file does not say. */
export function grantNamed(name: string): SourceOAuth2['grant'] {
  return GRANTS.has(name) ? GRANTS.get(name) : 'other';
}

export interface SourceParameter {
  readonly name: string;
  readonly value: string;
  /** `authorization`: the address of the sign-in page. The others are parts of the token request. */
  readonly sentIn: 'authorization' | 'token-body' | 'token-query' | 'token-header';
}

export interface SourceJwt {
  readonly kind: 'jwt';
  readonly algorithm: string;
  /** A shared secret or a private key. */
  readonly key: string;
  readonly isKeyBase64?: boolean;
  /** JSON. */
  readonly payload: string;
  /** JSON: the JOSE header beside `alg` and `typ`. */
  readonly header?: string | undefined;
  readonly sentIn: 'header' | 'query';
  /** Absent: *Bearer*. */
  readonly word?: string | undefined;
}
