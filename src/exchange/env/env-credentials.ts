/**
 * Which variables hold a credential for a web API, by their names. Passwords of databases and mail
 * servers, and secrets that a server keeps for itself, are none.
 */
import type { FoundHeader } from '../draft/found';

export interface NamedCredential {
  /** The name of the variable with the secret. */
  readonly name: string;
  readonly header: FoundHeader;
}

interface Kind {
  /** The first group is the part before, with its `_`. */
  readonly name: RegExp;
  readonly others: RegExp;
  /** @returns undefined: it needs a variable beside it that is not there. */
  headerOf(
    value: string,
    besides: (names: readonly string[]) => string | undefined,
  ): FoundHeader | undefined;
}

const USERS = ['USER', 'USERNAME', 'USER_NAME', 'LOGIN', 'EMAIL'];
const OTHER_SERVERS =
  /(?:^|_)(?:DB|DATABASE|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|REDIS|SMTP|MAIL|EMAIL|IMAP|FTP|SFTP|SSH|LDAP|AMQP|RABBITMQ|KAFKA|PROXY)_/;

/** A server's own secrets, for sessions and forms, and refresh tokens: no request carries them. */
const OWN_SECRETS =
  /(?:^|_)(?:(?:APP|AUTH|CLIENT|COOKIE|DJANGO|ENCRYPTION|JWT|NEXTAUTH|SESSION|SIGNING|WEBHOOK)_SECRET(?:_KEY)?|(?:CSRF|REFRESH|XSRF)_TOKEN)$|^SECRET(?:_KEY)?$/;

const KINDS: readonly Kind[] = [
  {
    name: /^(.*_|)CLIENT_SECRET$/,
    others: /^$/,
    headerOf(clientSecret, besides) {
      const clientId = besides(['CLIENT_ID']);
      const tokenUrl = besides(['TOKEN_URL']) ?? '';
      if (clientId === undefined) return undefined;
      return {
        schemeId: 'oauth2-client-credentials',
        fields: { tokenUrl, clientId, clientSecret },
      };
    },
  },
  {
    name: /^(.*_|)(?:API_?KEY)$/,
    others: /^$/,
    headerOf: (key) => ({ schemeId: 'api-key', fields: { headerName: 'X-API-Key', key } }),
  },
  {
    name: /^(.*_|)(?:PASSWORD|PASSWD)$/,
    others: OTHER_SERVERS,
    headerOf(password, besides) {
      const username = besides(USERS);
      if (username === undefined) return undefined;
      return { schemeId: 'basic', fields: { username, password } };
    },
  },
  {
    name: /^(.*_|)(?:TOKEN|SECRET|SECRET_KEY)$/,
    others: OWN_SECRETS,
    headerOf: (token) => ({ schemeId: 'bearer', fields: { token } }),
  },
];

/** @param variables - Their values put in already. */
export function namedCredentials(
  variables: ReadonlyMap<string, string>,
): readonly NamedCredential[] {
  const byName = new Map([...variables].map(([name, value]) => [name.toUpperCase(), value]));
  return [...variables].flatMap(([name, value]) => {
    for (const kind of KINDS) {
      const [, before] = kind.name.exec(name.toUpperCase()) ?? [];
      if (before === undefined || kind.others.test(name.toUpperCase())) continue;
      const header = kind.headerOf(value, (names) =>
        names.map((other) => byName.get(before + other)).find((other) => other !== undefined),
      );
      if (header) return [{ name, header }];
    }
    return [];
  });
}
