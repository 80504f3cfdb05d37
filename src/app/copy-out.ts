/**
 * What the user copies by a click: the one way by which a header that is in force reaches a page
 * (docs/decisions/0002-pages-never-receive-a-credential.md). Whether it is in force is read from the
 * browser's own rules.
 */
import type { CopyAnswer } from '../domain/copying';
import { curlCommand } from '../domain/curl';
import { AppError } from '../domain/errors';
import type { HeaderSpecId } from '../domain/profile';
import { originOfPage } from '../domain/site';
import { headersAt } from '../rules/headers-at';
import { headersOf } from '../rules/rule';
import { rememberCopied } from './clear-clipboard';
import { openVault } from './open-vault';
import type { Ports } from './ports';

/** @throws AppError `header-not-set`, and as `openVault` does. */
export async function copyHeader(
  ports: Ports,
  { origin, headerId }: { readonly origin: string; readonly headerId: string },
): Promise<CopyAnswer> {
  // Locks a vault whose time is up.
  await openVault(ports);
  const { issued } = await ports.session.read();
  // Cast: an id that names none finds none.
  const header = issued[headerId as HeaderSpecId]?.header;
  const rules = await ports.rules.installed();
  const isInForce = rules.some(
    (rule) =>
      originOfPage(rule.condition.urlFilter.replace(/^\|/, '')) === origin &&
      headersOf(rule).some((set) => set.header === header?.name && set.value === header.value),
  );
  if (!header || !isInForce) throw new AppError('header-not-set', 'nothing to copy');
  const text = `${header.name}: ${header.value}`;
  // First: what is copied and not known would never be cleared.
  await rememberCopied(ports, text);
  return { ok: true, text };
}

/** @throws AppError `header-not-set`, and as `openVault` does. */
export async function copyCurl(
  ports: Ports,
  request: { readonly origin: string; readonly url: string; readonly method: string },
): Promise<CopyAnswer> {
  await openVault(ports);
  const { origin, url: address, method } = request;
  const isThere = originOfPage(address) === origin;
  const headers = isThere ? headersAt(await ports.rules.installed(), new URL(address), method) : [];
  if (headers.length === 0) throw new AppError('header-not-set', 'nothing to copy');
  return { ok: true, text: curlCommand({ url: new URL(address), method, headers }) };
}
