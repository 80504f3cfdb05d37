/**
 * The headers that each provider's documentation asks for, with made-up secrets of the documented format.
 * The source of an entry is the row's own `link`; Basic pairs are encoded by Node, not by our scheme.
 */
import type { CredentialFields } from '../../../src/domain/credential';
import { pem, serviceAccount } from '../../support/jwt-keys';
import { exampleKey, toWif } from '../../support/wif';

export interface Documented {
  /** The fields that the user fills in, for each header of the row. */
  readonly typed: readonly CredentialFields[];
  /** Header lines as sent. A signature differs each time, so it has a pattern. */
  readonly sent: readonly (readonly [name: string, value: string | RegExp])[];
  /** The paths of the API, where its host serves web pages too. */
  readonly under?: readonly string[];
}

/** A secret of this length that no provider has issued, and that no scanner takes for one. */
const made = (prefix: string, length: number) =>
  prefix + 'madeup0'.repeat(length).slice(0, length - prefix.length);

const pair = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function bearer(token: string): Documented {
  return { typed: [{ token }], sent: [['Authorization', `Bearer ${token}`]] };
}

function keyed(name: string, key: string, before = ''): Documented {
  return { typed: [{ key }], sent: [[name, before + key]] };
}

function basic(typed: CredentialFields, username: string, password: string): Documented {
  return { typed: [typed], sent: [['Authorization', pair(username, password)]] };
}

const under = (paths: readonly string[], documented: Documented): Documented => ({
  ...documented,
  under: paths,
});

const login = (username: string, password: string) =>
  basic({ username, password }, username, password);

/** Password and one-time code; the seed is that of RFC 6238, appendix B. */
function withCode(name: string): Documented {
  const { typed, sent } = login('ada', 'a made-up password');
  const seed = { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
  return under(['/api/v1'], { typed: [...typed, seed], sent: [...sent, [name, /^\d{6}$/]] });
}

/** The token that the login of a row gives. */
export const LOGIN_TOKEN = made('', 40);

function loggedIn(account: string, value = `Bearer ${LOGIN_TOKEN}`): Documented {
  const typed = {
    fields: `${account}=ada@example.com`,
    secretFields: 'password=a made-up password',
  };
  return { typed: [typed], sent: [['Authorization', value]] };
}

const SUPABASE = loggedIn('email');
const SUPABASE_KEY = made('sb_publishable_', 46);

const JWT = /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/;
const GLUWA_PAIR = { username: 'apikey', password: made('', 24) };

function gluwa(key: CredentialFields): Documented {
  return {
    typed: [key, GLUWA_PAIR],
    sent: [
      ['X-REQUEST-SIGNATURE', /^[A-Za-z0-9+/]+=*$/],
      ['Authorization', pair(GLUWA_PAIR.username, GLUWA_PAIR.password)],
    ],
  };
}

const ETHEREUM = gluwa({ privateKey: exampleKey('presets').toString('hex') });
const BITCOIN = gluwa({ wif: toWif(exampleKey('presets')) });

const ANTHROPIC = made('sk-ant-', 60);
const ACCESS = { id: `${made('', 32)}.access`, secret: made('cfast_', 54) };
const DATADOG = { key: made('', 32), application: made('', 40) };
const NOTION = made('ntn_', 50);
const AZURE = made('', 84);
const MAILGUN = made('', 50);

/** Preset id → the header lines. */
export const DOCUMENTED: Readonly<Record<string, Documented>> = {
  anthropic: {
    typed: [{ key: ANTHROPIC }, {}],
    sent: [
      ['x-api-key', ANTHROPIC],
      ['anthropic-version', '2023-06-01'],
    ],
  },
  'azure-devops': under(['/*/_apis'], basic({ password: AZURE }, '', AZURE)),
  bitbucket: bearer(made('', 60)),
  cloudflare: bearer(made('', 40)),
  'cloudflare-access': {
    typed: [{ key: ACCESS.id }, { key: ACCESS.secret }],
    sent: [
      ['CF-Access-Client-Id', ACCESS.id],
      ['CF-Access-Client-Secret', ACCESS.secret],
    ],
  },
  datadog: {
    typed: [{ key: DATADOG.key }, { key: DATADOG.application }],
    sent: [
      ['DD-API-KEY', DATADOG.key],
      ['DD-APPLICATION-KEY', DATADOG.application],
    ],
  },
  deepl: keyed('Authorization', '279a2e9d-0000-0000-0000-f721593e42a0:fx', 'DeepL-Auth-Key '),
  digitalocean: bearer(made('dop_v1_', 71)),
  elasticsearch: keyed('Authorization', 'bWFkZXVwaWQ6bWFkZXVwa2V5', 'ApiKey '),
  figma: keyed('X-Figma-Token', made('figd_', 45)),
  geonode: login('ada', 'a made-up password'),
  github: bearer(made('github_pat_', 93)),
  'github-app': {
    typed: [{ key: pem('RSA', 'pkcs1'), issuer: 'Iv23madeup' }],
    sent: [['Authorization', JWT]],
  },
  'github-enterprise': under(['/api/v3'], bearer(made('ghp_', 40))),
  gitlab: under(['/api/v4'], keyed('PRIVATE-TOKEN', made('glpat-', 26))),
  'gluwa-bitcoin': BITCOIN,
  'gluwa-ethereum': ETHEREUM,
  'gluwa-sandbox-bitcoin': BITCOIN,
  'gluwa-sandbox-ethereum': ETHEREUM,
  'google-service-account': {
    typed: [{ key: serviceAccount(), audience: 'https://pubsub.googleapis.com/' }],
    sent: [['Authorization', JWT]],
  },
  grafana: under(['/api', '/apis'], bearer(made('glsa_', 46))),
  'home-assistant': under(['/api'], bearer(made('', 60))),
  'hugging-face': under(['/api'], bearer(made('hf_', 37))),
  ixo: bearer(made('', 40)),
  forgejo: withCode('X-Forgejo-OTP'),
  gitea: withCode('X-Gitea-OTP'),
  jenkins: login('ada', made('', 34)),
  jira: under(['/rest'], login('ada@example.com', made('', 192))),
  'jira-data-center': bearer(made('', 44)),
  linear: keyed('Authorization', made('lin_api_', 48)),
  mailgun: basic({ password: MAILGUN }, 'api', MAILGUN),
  ngrok: { typed: [{}], sent: [['ngrok-skip-browser-warning', '1']] },
  notion: {
    typed: [{ token: NOTION }, {}],
    sent: [
      ['Authorization', `Bearer ${NOTION}`],
      ['Notion-Version', '2026-03-11'],
    ],
  },
  okta: under(['/api/v1'], keyed('Authorization', made('00', 42), 'SSWS ')),
  openai: bearer(made('sk-proj-', 100)),
  sendgrid: bearer(made('SG.', 69)),
  sentry: under(['/api/0'], bearer(made('', 64))),
  slack: under(['/api'], bearer(made('xoxb-', 50))),
  splunk: under(
    ['/services/collector'],
    keyed('Authorization', '00000000-0000-0000-0000-00000000cafe', 'Splunk '),
  ),
  stripe: bearer(made('rk_test_', 40)),
  // Vectors of both are in tests/vectors/signature-over-time.json.
  hotelbeds: {
    typed: [{ key: 'yourApiKey', secret: 'yourSecret' }],
    sent: [
      ['X-Signature', /^[0-9a-f]{64}$/],
      ['Api-key', 'yourApiKey'],
    ],
  },
  'podcast-index': {
    typed: [{ key: 'UXKCGDSYGUUEVQJSYDZH', secret: made('', 40) }],
    sent: [
      ['Authorization', /^[0-9a-f]{40}$/],
      ['X-Auth-Key', 'UXKCGDSYGUUEVQJSYDZH'],
      ['X-Auth-Date', '1790000000'],
    ],
  },
  wsse: {
    typed: [{ key: 'ada', secret: made('', 20) }],
    sent: [
      [
        'X-WSSE',
        /^UsernameToken Username="ada", PasswordDigest="[\w+/]{27}=", Nonce="[\w+/]{22}==", Created="2026-[\dT:-]{14}Z"$/,
      ],
    ],
  },
  'talend-basic': login('consumer', 'a made-up password'),
  'talend-token': keyed('Authorization', made('', 32), 'Token '),
  twilio: login(made('SK', 34), made('', 32)),
  directus: loggedIn('email'),
  'django-rest-framework': loggedIn('username', `Token ${LOGIN_TOKEN}`),
  'django-simplejwt': loggedIn('username'),
  fastapi: loggedIn('username'),
  'grails-spring-security-rest': loggedIn('username'),
  openitcockpit: keyed('Authorization', made('', 160), 'X-OITC-API '),
  pocketbase: loggedIn('identity', LOGIN_TOKEN),
  strapi: loggedIn('identifier'),
  supabase: {
    typed: [
      { ...SUPABASE.typed[0], secretHeaders: `apikey: ${SUPABASE_KEY}` },
      { key: SUPABASE_KEY },
    ],
    sent: [...SUPABASE.sent, ['apikey', SUPABASE_KEY]],
  },
  vault: under(['/v1'], keyed('X-Vault-Token', made('hvs.', 28))),
  zendesk: under(['/api/v2'], login('ada@example.com/token', made('', 40))),
};
