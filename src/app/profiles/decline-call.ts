/** Remembers that the user does not want to be offered a page as a caller again. */
import { parseOrigin } from '../../domain/parse-site';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

/** The oldest are forgotten, and may be offered once more. */
const DECLINED_AT_MOST = 500;

/** @throws AppError `site-invalid` */
export async function declineCall(
  ports: Ports,
  typed: { readonly caller: string; readonly site: string },
): Promise<OpenVault> {
  // The site is one of a profile's, which may be plain http.
  const [caller, site] = [parseOrigin(typed.caller), parseOrigin(typed.site, { allowHttp: true })];
  return changeVault(ports, (content) => {
    const others = content.declinedCalls.filter(
      (call) => call.caller !== caller || call.site !== site,
    );
    return { ...content, declinedCalls: [...others, { caller, site }].slice(-DECLINED_AT_MOST) };
  });
}
