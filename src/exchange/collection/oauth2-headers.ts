/**
 * OAuth 2.0 of a collection as one of the schemes that get a token themselves, or as the token that the
 * client has got. Callback addresses are not taken: a file could lead the code elsewhere.
 */
import type { Remark } from '../../domain/imported';
import type { FoundHeader } from '../draft/found';
import { type FoundAuth, reported } from './found-auth';
import { type KnownText, knownFields } from './known-texts';
import type { SourceOAuth2, SourceParameter } from './source-auth';

export function oauth2Headers(auth: SourceOAuth2, known: KnownText, place: string): FoundAuth {
  if (auth.sentIn === 'query') return reported('in-query', place);
  // All three schemes send the word Bearer.
  if (!['', 'bearer'].includes((auth.word ?? '').trim().toLowerCase())) {
    return reported('scheme-unsupported', place);
  }
  const grant = grantOf(auth);
  if (grant === undefined || grant === 'other' || !isConfigured(auth)) {
    if (auth.accessToken) return tokenAlone(auth.accessToken, known, place);
    if (grant === undefined) return reported('credential-missing', place);
    if (grant === 'other') return reported('scheme-unsupported', place);
  }
  return grantHeaders(grant, auth, known, place);
}

type Grant = Exclude<NonNullable<SourceOAuth2['grant']>, 'other'>;

function grantOf({ grant, authorizationUrl, tokenUrl }: SourceOAuth2): SourceOAuth2['grant'] {
  if (grant) return grant;
  // Postman leaves out its default.
  return authorizationUrl && tokenUrl ? 'authorization-code' : undefined;
}

function isConfigured({ tokenUrl, clientId }: SourceOAuth2): boolean {
  return Boolean(tokenUrl && clientId);
}

function tokenAlone(token: string, known: KnownText, place: string): FoundAuth {
  const { remarks, ...rest } = knownFields({ token }, known, place);
  return { headers: [{ schemeId: 'bearer', ...rest }], remarks };
}

function grantHeaders(
  grant: Grant,
  auth: SourceOAuth2,
  known: KnownText,
  place: string,
): FoundAuth {
  const { parameters, targets, hasUnknown, remarks } = parametersFor(grant, auth, known, place);
  const { tokenUrl, clientId, clientSecret, scope, authorizationUrl, deviceUrl } = auth;
  const {
    fields,
    isOpen,
    remarks: unknown,
  } = knownFields(
    {
      ...(grant === 'authorization-code' && { authorizationUrl }),
      ...(grant === 'device-code' && { deviceUrl }),
      tokenUrl,
      clientId,
      clientSecret,
      scope: auth.scope ? scope : targets.scope,
      audience: auth.audience || targets.audience,
      resource: auth.resource || targets.resource,
    },
    known,
    place,
  );
  const header: FoundHeader = {
    schemeId: `oauth2-${grant}`,
    fields: {
      ...fields,
      clientAuth: auth.clientAuth ?? 'basic',
      ...(parameters.length > 0 && { parameters: parameters.join('\n') }),
    },
    ...((isOpen || hasUnknown) && { isOpen: true }),
  };
  return { headers: [header], remarks: [...unknown, ...remarks] };
}

/** These have fields of their own. */
const TARGETS = ['scope', 'audience', 'resource'];

/**
 * Parameters of the body for a client's own token, and of the sign-in page's address for a user's:
 * the schemes send no others.
 */
function parametersFor(
  grant: Grant,
  { parameters = [] }: SourceOAuth2,
  known: KnownText,
  place: string,
) {
  const targets: Record<string, string> = {};
  const lines: string[] = [];
  const remarks: Remark[] = [];
  for (const { name, value, sentIn } of parameters) {
    if (name.trim() === '') continue;
    if (!isSent(grant, sentIn)) {
      remarks.push({ code: sentIn === 'token-query' ? 'in-query' : 'scheme-unsupported', place });
    } else if (TARGETS.includes(name)) {
      targets[name] = value;
    } else {
      const text = known(value);
      if (text === undefined) remarks.push({ code: 'variable-unresolved', place });
      // A line end would begin another parameter.
      else if (/[\r\n]/.test(name + text)) remarks.push({ code: 'credential-invalid', place });
      else lines.push(`${name}=${text}`);
    }
  }
  const hasUnknown = remarks.some(({ code }) => code === 'variable-unresolved');
  return { parameters: lines, targets, hasUnknown, remarks };
}

function isSent(grant: Grant, sentIn: SourceParameter['sentIn']): boolean {
  return sentIn === (grant === 'authorization-code' ? 'authorization' : 'token-body');
}
