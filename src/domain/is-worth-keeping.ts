/** Whether an unsaved form has anything that the user could miss. Pure. */
import type { HeaderSpec, Profile } from './profile';
import type { HeaderDraft, ProfileDraft } from './profile-draft';
import { WHOLE_ORIGIN } from './site';

/** @param stored - The profile that the form edits. Absent: it is new, or its profile is gone. */
export function isWorthKeeping(draft: ProfileDraft, stored: Profile | undefined): boolean {
  return stored ? !isAsStored(draft, stored) : textsOf(draft).some((text) => text.trim() !== '');
}

function textsOf({ name, note, sites, headers, callers }: ProfileDraft): readonly string[] {
  return [
    name,
    note,
    ...callers,
    ...sites.flatMap(({ url, path }) => [url, path]),
    ...headers.flatMap(({ fields = {}, paths }) => [...Object.values(fields), ...paths]),
  ];
}

function isAsStored(draft: ProfileDraft, stored: Profile): boolean {
  const same = ['name', 'colour', 'note', 'isExtra', ...SWITCHES] as const;
  const { sites, headers, callers, rotateEveryDays = '' } = draft;
  return (
    same.every((key) => draft[key] === stored[key]) &&
    rotateEveryDays === String(stored.rotateEveryDays ?? '') &&
    isEqual(callers, stored.callers) &&
    isEqual(
      sites.map(({ url, path }) => [url, path]),
      stored.sites.map(({ origin, path }) => [origin, path === WHOLE_ORIGIN ? '' : path]),
    ) &&
    isEqual(draft.production, stored.production) &&
    headers.every(({ fields }) => fields === undefined) &&
    isEqual(headers.map(placeOf), stored.headers.map(placeOf))
  );
}

const SWITCHES = ['strict', 'ownForms', 'ownPictures', 'allowCache', 'allowHttp'] as const;

function placeOf({ id, schemeId, paths, methods, isOff }: HeaderDraft | HeaderSpec) {
  return [id, schemeId, paths, methods, isOff === true];
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
