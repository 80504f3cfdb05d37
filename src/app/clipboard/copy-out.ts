/**
 * Copies a header or a curl command at the user's click. This is the only way for a header to reach a
 * page (docs/decisions/0002-pages-never-receive-a-credential.md). A header is in force if an installed
 * rule sets it.
 */
import type { CopyAnswer } from '../../domain/copying';
import { curlCommand } from '../../domain/curl';
import { AppError } from '../../domain/errors';
import type { IssuedHeaders } from '../../domain/header';
import { originOfPage } from '../../domain/site';
import { ANY_TAB } from '../../domain/tab-scope';
import { match } from '../../rules/match';
import { headersOf, type Rule } from '../../rules/rule';
import { credentialsAmong } from '../../rules/uncached';
import { isIssuedFor } from '../headers/issuance';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';
import { rememberCopied } from './clear-clipboard';

/** @throws AppError `header-not-set`, and as `openVault` does. */
export async function copyHeader(
  ports: Ports,
  { origin, headerId }: { readonly origin: string; readonly headerId: string },
): Promise<CopyAnswer> {
  await openVault(ports);
  const { issued } = await ports.session.read();
  const { headers } =
    Object.values<IssuedHeaders>(issued).find(
      (each) => each.headerId === headerId && isIssuedFor(origin, each),
    ) ?? {};
  const rules = await ports.rules.installed();
  const isInForce = rules.some(
    (rule) =>
      originOfPage(rule.condition.urlFilter.replace(/^\|/, '')) === origin &&
      headers?.every(({ name, value }) => isSetBy(rule, name, value)),
  );
  if (!headers || !isInForce) throw new AppError('header-not-set', 'no rule sets this header');
  const text = headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  // First: a header that is copied without a digest would never be cleared.
  await rememberCopied(ports, text);
  return { ok: true, text };
}

function isSetBy(rule: Rule, name: string, value: string): boolean {
  return headersOf(rule).some((set) => set.header === name && set.value === value);
}

/** @throws AppError `header-not-set`, and as `openVault` does. */
export async function copyCurl(
  ports: Ports,
  request: {
    readonly origin: string;
    readonly url: string;
    readonly method: string;
    readonly tabId?: number;
  },
): Promise<CopyAnswer> {
  await openVault(ports);
  const { origin, url: address, method, tabId = ANY_TAB } = request;
  const url = originOfPage(address) === origin ? new URL(address) : undefined;
  const headers = url ? headersAt(await ports.rules.installed(), { url, method, tabId }) : [];
  if (!url || headers.length === 0)
    throw new AppError('header-not-set', 'no rule sets a header there');
  return { ok: true, text: curlCommand({ url, method, headers }) };
}

/** Matches as for a request of the site's own script, which may always carry the header. */
function headersAt(
  rules: readonly Rule[],
  { url: { href, origin }, method, tabId }: { url: URL; method: string; tabId: number },
) {
  const url = href.replace(/#.*$/, '');
  const asked = { url, method, type: 'xmlhttprequest', initiator: origin, top: origin, tabId };
  const matched = match(rules, asked);
  return 'sets' in matched ? credentialsAmong(matched.sets) : [];
}
