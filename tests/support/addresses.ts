/** Addresses of the manager, as an attacker or an old bookmark may have them. */
import { PAGES } from '../../src/manager/route';

const FORGED = [
  '/bin/delete/profile-1',
  '/bin/empty',
  '/bin/restore/profile-1',
  '/bin?empty',
  '/profile/profile-1/delete',
  '/profile/profile-1?delete=1',
  '/profile/profile-1&pick',
  '/profile/profile%2D1',
  '/profile/..%2f..%2fbin',
  '/profile/__proto__',
  '/profile/constructor',
  '/profile/profile-1%00',
  '/profile/<script>alert(1)</script>',
  '/pick/profile-1',
  '/sign-in/header-1/begin',
  '/sign-in/header-1?code=stolen&state=guessed',
  '/sign-in/%68eader-1',
  '/sign-out/header-1',
  '/restore',
  '/vault/lock',
  '/vault/start-over',
  '/start-over',
  '/settings?autoLockMinutes=0',
  '/settings/pause',
  '/access/revoke/https://api1.test',
  '/forgotten/start-over',
  '/activity?url=https://api1.test/',
  '//evil.test/',
  'javascript:alert(1)',
  '%23/bin',
  `/profile/${'a'.repeat(20_000)}`,
  `/${'%41'.repeat(5_000)}`,
  '/profile/名前',
] as const;

/** @param ids - Of a profile and of a header, that exist. */
export function addressesOf(ids: { readonly profile: string; readonly header: string }): string[] {
  const real = [
    `/profile/${ids.profile}`,
    `/sign-in/${ids.header}`,
    '/profile/gone',
    '/sign-in/gone',
  ];
  return [...Object.keys(PAGES), ...real, ...FORGED].map((path) => `#${path}`);
}

/** Messages that read, and change nothing in the vault, in the rules or at a server. */
export const READS: readonly string[] = [
  'state/read',
  'activity/look',
  'bin/list',
  'credential/check',
  'credential/shown',
  'draft/read',
  'header/facts',
  'host/unicode',
  'import/kept',
  'import/review',
  'profile/preview',
  'replacement/check',
];
