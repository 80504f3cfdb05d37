/**
 * Says how to get a refresh token from the provider that was signed in at: most of them give one for a
 * scope, some for a parameter of their own.
 *
 * Source: the providers' documentation on offline access; OpenID Connect Core 1.0 §11.
 */
import { text } from '../../platform/texts';

interface Way {
  /** The hosts of the token URL. */
  readonly hosts: readonly string[];
  readonly parameters?: string;
  readonly scope?: string;
}

const WAYS: readonly Way[] = [
  {
    // Google, which otherwise gives one at the first consent only.
    hosts: ['oauth2.googleapis.com', 'accounts.google.com', 'www.googleapis.com'],
    // A line each, as the field wants them.
    parameters: 'access_type=offline\nprompt=consent',
  },
  // Dropbox.
  {
    hosts: ['api.dropboxapi.com', 'api.dropbox.com', 'www.dropbox.com'],
    parameters: 'token_access_type=offline',
  },
  // Reddit.
  { hosts: ['www.reddit.com', 'ssl.reddit.com'], parameters: 'duration=permanent' },
  // X.
  { hosts: ['api.x.com', 'api.twitter.com'], scope: 'offline.access' },
];

/** @param origins - Of the servers that give out the header's tokens. */
export function refreshHint(origins: readonly string[]): string {
  const hosts = origins.map((origin) => new URL(origin).hostname);
  const { parameters, scope } =
    WAYS.find((way) => way.hosts.some((host) => hosts.includes(host))) ?? {};
  if (parameters !== undefined) return text('signInDoneOnceParameters', parameters);
  return scope === undefined ? text('signInDoneOnce') : text('signInDoneOnceScope', scope);
}
