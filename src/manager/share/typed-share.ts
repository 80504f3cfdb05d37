/** The ticks and texts of the user for the profiles of a shared file. Pure. */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import type { SharedProfile } from '../../domain/share';
import { type Origin, originOfPage } from '../../domain/site';
import type { RequestOf } from '../../protocol/messages';

export interface TypedProfile {
  readonly isWanted: boolean;
  readonly name: string;
  readonly headers: readonly TypedHeader[];
}

export interface TypedHeader {
  readonly fields: CredentialFields;
  readonly accepted: readonly Doubt[];
}

/** A profile that is there already is not ticked, and neither is one that cannot be imported. */
export function nothingTyped(profiles: readonly SharedProfile[]): readonly TypedProfile[] {
  return profiles.map(({ name, headers, isThere, problem }) => ({
    isWanted: !isThere && problem === undefined,
    name,
    headers: headers.map(() => ({ fields: {}, accepted: [] })),
  }));
}

/** @returns the wanted profiles as the background takes them. */
export function wantedOf(typed: readonly TypedProfile[]): RequestOf<'share/import'>['profiles'] {
  return typed.flatMap(({ isWanted, name, headers }, at) =>
    isWanted
      ? [
          {
            at,
            name,
            headers: headers.map(({ fields, accepted }) => ({
              fields,
              accepted: [...accepted],
            })),
          },
        ]
      : [],
  );
}

/** The sites of the wanted profiles, and the servers that give out their tokens: the browser is asked. */
export function originsOf(
  profiles: readonly SharedProfile[],
  typed: readonly TypedProfile[],
  schemes: readonly SchemeSummary[],
): readonly Origin[] {
  const urls = profiles
    .filter((_, at) => typed[at]?.isWanted)
    .flatMap(({ sites, headers }) => [
      ...sites.map(({ url }) => url),
      ...headers.flatMap(({ schemeId, fields, isOff }) => {
        const known = schemes.find(({ id }) => id === schemeId)?.fields ?? [];
        const endpoints = known.filter(({ kind }) => kind === 'endpoint');
        return isOff ? [] : endpoints.map(({ name }) => fields[name]);
      }),
    ]);
  const origins = urls.flatMap((url) => originOfPage(url) ?? []);
  return [...new Set(origins)];
}

/** @returns the failure for this place of the form, such as `profiles.0.headers.1.token`. */
export function failureAt(failure: Failure | undefined, place: string): Failure | undefined {
  return failure?.field === place ? failure : undefined;
}

/** The failure of a part of this profile for which the form has no field. */
export function otherFailure(
  failure: Failure | undefined,
  at: number,
  profile: SharedProfile,
): Failure | undefined {
  const place = `profiles.${at}.`;
  if (!failure?.field?.startsWith(place)) return undefined;
  const shown = [
    `${place}name`,
    ...profile.headers.flatMap(({ asks }, index) =>
      asks.map((name) => `${place}headers.${index}.${name}`),
    ),
  ];
  return shown.includes(failure.field) ? undefined : failure;
}
