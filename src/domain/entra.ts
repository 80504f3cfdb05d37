/**
 * Microsoft Entra signs in people of every tenant at one address, `common` or `organizations`. Its
 * metadata there names a template in the place of an issuer, since each tenant is an issuer of its own.
 *
 * Source: Microsoft identity platform, "OpenID Connect on the Microsoft identity platform".
 */
const EVERY_TENANT =
  /^https:\/\/(?:login\.microsoftonline\.com|login\.microsoftonline\.us|login\.partner\.microsoftonline\.cn)(?=\/(?:common|organizations)\/v2\.0\/?$)/;

/** @returns the template that this server names as its issuer; undefined for any other server. */
export function tenantTemplate(issuer: string): string | undefined {
  const [origin] = EVERY_TENANT.exec(issuer) ?? [];
  return origin && `${origin}/{tenantid}/v2.0`;
}

/** Whether `sent` is the issuer of one tenant of this server. */
export function isTenantOf(issuer: string, sent: string): boolean {
  const [before, behind] = tenantTemplate(issuer)?.split('{tenantid}') ?? [];
  if (before === undefined || behind === undefined) return false;
  const tenant = sent.slice(before.length, -behind.length);
  return sent === before + tenant + behind && /^[\da-f-]{36}$/i.test(tenant);
}
