/** Parts of a profile that let more requests carry its headers than those of the site's own scripts. */

const WIDER_PARTS = ['callers', 'ownForms', 'ownPictures', 'allowCache', 'allowHttp'] as const;
export type WiderPart = (typeof WIDER_PARTS)[number];

type Parts = Readonly<Record<Exclude<WiderPart, 'callers'>, boolean>> & {
  readonly callers: readonly unknown[];
};

/** @returns the parts that are on. */
export function widerPartsOf(profile: Parts): readonly WiderPart[] {
  return WIDER_PARTS.filter((part) =>
    part === 'callers' ? profile.callers.length > 0 : profile[part],
  );
}
