/** The browser's match patterns in plain words. */
import { EVERY_HOST, parsePattern } from '../../domain/match-pattern';
import { text } from '../../platform/texts';

export function hostText(host: string): string {
  if (host === EVERY_HOST) return text('accessEveryHost');
  return host.startsWith('*.') ? text('accessSubdomains', host.slice(2)) : host;
}

/** The protocols of patterns of one host; one that has no words is shown as it is. */
export function protocolsText(patterns: readonly string[]): string {
  const protocols = new Set(
    patterns.flatMap((pattern) => {
      const { protocol = pattern } = parsePattern(pattern) ?? {};
      return protocol === '*' ? ['https', 'http'] : [protocol];
    }),
  );
  return text('accessProtocols', [...protocols].sort().reverse().join(', '));
}

/** The rest is counted. */
const NAMED_AT_MOST = 3;

export function hostsText(hosts: readonly { readonly host: string }[]): string {
  // A host that has both protocols granted may stand here twice.
  const names = [...new Set(hosts.map(({ host }) => hostText(host)))];
  const named = names.slice(0, NAMED_AT_MOST).join(', ');
  const more = names.length - NAMED_AT_MOST;
  return more > 0 ? `${named} ${text('accessMore', String(more))}` : named;
}
