/** Token answers as providers document them. The values are made up; the members and types are theirs. */
export interface GrantedAnswer {
  readonly from: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly status?: number;
  readonly type?: string;
  /** Seconds; undefined: the server names no end. */
  readonly lifeS: number | undefined;
  readonly refreshToken?: string;
}

const AT = { access_token: 'the-access-token' };
const BEARER = { ...AT, token_type: 'Bearer' };
const RT = { refresh_token: 'the-next-one' };
const refreshToken = RT.refresh_token;

export const GRANTED_ANSWERS: readonly GrantedAnswer[] = [
  {
    from: 'Google',
    body: { ...BEARER, expires_in: 3599, ...RT, scope: 'a b', id_token: 'a.b.c' },
    lifeS: 3599,
    refreshToken,
  },
  {
    from: 'Google, for seven days',
    body: { ...BEARER, expires_in: 3599, ...RT, refresh_token_expires_in: 604_799 },
    lifeS: 3599,
    refreshToken,
  },
  {
    from: 'Entra v2',
    body: { ...BEARER, scope: 'a b', expires_in: 3736, ext_expires_in: 3736, ...RT, id_token: 'x' },
    lifeS: 3736,
    refreshToken,
  },
  {
    from: 'Entra v1',
    body: { ...BEARER, expires_in: '3599', ext_expires_in: '3599', expires_on: '1', resource: 'r' },
    lifeS: 3599,
  },
  {
    from: 'Auth0',
    body: { ...BEARER, expires_in: 86_400, ...RT, id_token: 'a.b.c', scope: 'offline_access' },
    lifeS: 86_400,
    refreshToken,
  },
  { from: 'Okta', body: { ...BEARER, expires_in: 3600, scope: 'api' }, lifeS: 3600 },
  {
    from: 'Keycloak',
    body: { ...BEARER, expires_in: 300, refresh_expires_in: 0, 'not-before-policy': 0, scope: 'x' },
    lifeS: 300,
  },
  {
    from: 'Cognito',
    body: { ...BEARER, expires_in: 3600, id_token: 'x', ...RT },
    lifeS: 3600,
    refreshToken,
  },
  {
    from: 'Salesforce',
    body: {
      ...BEARER,
      ...RT,
      instance_url: 'https://x.test',
      id: 'https://x.test/id',
      issued_at: '1278448384422',
      signature: 's',
    },
    lifeS: undefined,
    refreshToken,
  },
  {
    from: 'Spotify',
    body: { ...BEARER, scope: '', expires_in: 3600, ...RT },
    lifeS: 3600,
    refreshToken,
  },
  {
    from: 'Atlassian',
    body: { ...BEARER, ...RT, expires_in: 3600, scope: 'a' },
    lifeS: 3600,
    refreshToken,
  },
  {
    from: 'Stripe',
    body: { ...AT, token_type: 'bearer', livemode: false, stripe_user_id: 'u', ...RT, scope: 'x' },
    lifeS: undefined,
    refreshToken,
  },
  {
    from: 'Dropbox',
    body: {
      ...AT,
      token_type: 'bearer',
      expires_in: 14_400,
      uid: '1',
      account_id: 'd',
      scope: 'x',
    },
    lifeS: 14_400,
  },
  {
    from: 'X',
    body: { ...AT, token_type: 'bearer', expires_in: 7200, scope: 'a', ...RT },
    lifeS: 7200,
    refreshToken,
  },
  {
    from: 'Zoom',
    body: { ...AT, token_type: 'bearer', expires_in: 3599, api_url: 'u', ...RT },
    lifeS: 3599,
    refreshToken,
  },
  {
    from: 'HubSpot',
    body: { ...AT, token_type: 'bearer', expires_in: 1800, ...RT, hub_id: 7 },
    lifeS: 1800,
    refreshToken,
  },
  {
    from: 'Discord',
    body: { ...BEARER, expires_in: 604_800, ...RT, webhook: { id: '1' } },
    lifeS: 604_800,
    refreshToken,
  },
  {
    from: 'GitLab',
    body: { ...BEARER, expires_in: 7200, ...RT, created_at: 1_607_635_748 },
    lifeS: 7200,
    refreshToken,
  },
  {
    from: 'Bitbucket',
    body: { ...AT, token_type: 'bearer', scopes: 'a', state: 's', expires_in: 7200, ...RT },
    lifeS: 7200,
    refreshToken,
  },
  {
    from: 'Notion',
    body: {
      ...AT,
      token_type: 'bearer',
      bot_id: 'b',
      owner: { workspace: true },
      workspace_icon: null,
      refresh_token: null,
    },
    lifeS: undefined,
  },
  {
    from: 'Figma',
    body: { ...BEARER, user_id_string: '1', expires_in: 7_776_000, ...RT },
    lifeS: 7_776_000,
    refreshToken,
  },
  {
    from: 'PayPal',
    body: {
      ...BEARER,
      scope: 'a',
      app_id: 'APP',
      expires_in: 31_668,
      supported_authn_schemes: ['x'],
      nonce: 'n',
    },
    lifeS: 31_668,
  },
  { from: 'GitHub', body: { ...AT, token_type: 'bearer', scope: '' }, lifeS: undefined },
  {
    from: 'GitHub, that expires',
    body: {
      ...AT,
      token_type: 'bearer',
      expires_in: 28_800,
      ...RT,
      refresh_token_expires_in: 15_897_600,
    },
    lifeS: 28_800,
    refreshToken,
  },

  // Members that are not used, of another type.
  {
    from: 'Twitch',
    body: { ...AT, token_type: 'bearer', expires_in: 14_124, ...RT, scope: ['a', 'b'] },
    lifeS: 14_124,
    refreshToken,
  },
  {
    from: 'a server with an object as scope',
    body: { ...BEARER, scope: { a: true }, ...RT },
    lifeS: undefined,
    refreshToken,
  },
  {
    from: 'a server with a number as ID token',
    body: { ...BEARER, id_token: 7 },
    lifeS: undefined,
  },
  {
    from: 'an empty error',
    body: { ...BEARER, error: '', error_description: null },
    lifeS: undefined,
  },

  // Types of token.
  { from: 'LinkedIn', body: { ...AT, expires_in: 5_184_000, scope: 'x' }, lifeS: 5_184_000 },
  { from: 'Shopify', body: { ...AT, scope: 'write_orders' }, lifeS: undefined },
  {
    from: 'Slack, of an app',
    body: { ok: true, ...AT, token_type: 'bot', scope: 'a', team: {} },
    lifeS: undefined,
  },
  {
    from: 'Slack, of a user',
    body: { ok: true, ...AT, token_type: 'user', expires_in: 43_200, ...RT },
    lifeS: 43_200,
    refreshToken,
  },
  {
    from: 'Apigee',
    body: {
      ...AT,
      token_type: 'BearerToken',
      expires_in: '1799',
      refresh_token_expires_in: '0',
      issued_at: '1',
    },
    lifeS: 1799,
  },
  {
    from: 'eBay',
    body: { ...AT, token_type: 'Application Access Token', expires_in: 7200 },
    lifeS: 7200,
  },
  {
    from: 'eBay, of a user',
    body: { ...AT, token_type: 'User Access Token', expires_in: 7200, ...RT },
    lifeS: 7200,
    refreshToken,
  },

  // Numbers, and none.
  { from: 'VK', body: { ...AT, expires_in: 0, user_id: 1 }, lifeS: undefined },
  { from: 'minus one', body: { ...BEARER, expires_in: -1 }, lifeS: undefined },
  { from: 'half a second', body: { ...BEARER, expires_in: '60.5' }, lifeS: 60.5 },

  // The answer around it.
  { from: 'a server that calls it text', body: BEARER, type: 'text/plain', lifeS: undefined },
  { from: 'a server that calls it HTML', body: BEARER, type: 'text/html', lifeS: undefined },
  { from: 'a server that has created one', body: BEARER, status: 201, lifeS: undefined },
];
