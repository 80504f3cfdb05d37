/**
 * Finds the origins on which a header does not go to every address that the user opens. There the popup
 * asks about the address of the tab before it calls a header set; elsewhere it says so at once.
 */
import type { Profile } from '../../domain/profile';
import { type Origin, placementsAt, WHOLE_ORIGIN } from '../../domain/site';
import { addressesOf } from '../tokens/asked-addresses';

/** @returns origins of the profile's sites, each once. */
export function narrowedOn({ sites, headers, strict }: Profile): readonly Origin[] {
  const origins = [...new Set(sites.map(({ origin }) => origin))];
  // The addresses of a sign-in server are left alone.
  const asked = headers.flatMap((spec) => {
    const { endpoints = [], pages = [] } = addressesOf(spec) ?? {};
    return [...endpoints, ...pages].map((address) => new URL(address).origin);
  });
  return origins.filter(
    (origin) =>
      strict ||
      asked.includes(origin) ||
      headers.some(
        ({ paths, methods, isOff }) =>
          isOff ||
          !placementsAt(origin, sites, paths).includes(WHOLE_ORIGIN) ||
          (methods.length > 0 && !methods.includes('GET')),
      ),
  );
}
