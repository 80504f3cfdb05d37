/** ModHeader: profiles of headers with filters, as its export and its storage write them. */
import type { ImportedProfile, Remark } from '../../domain/imported';
import { distinctRemarks, toImported } from '../draft/to-imported';
import type { Format, Reading } from '../format';
import type { TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText } from '../text/tree';
import { filtersOf } from './filters';
import { isEnabled, profilesIn } from './profile-shape';
import { rowsOf } from './rows';

export const modheader: Format = {
  id: 'modheader',

  recognises: (file) => profilesIn(file) !== undefined,

  async read(files, reading) {
    const profiles: ImportedProfile[] = [];
    const remarks: Remark[] = [];
    for (const file of files) {
      if (asBoolean(asMap(file.json()).isPaused)) {
        remarks.push({ code: 'disabled-in-source', place: 'isPaused' });
      }
      for (const profile of profilesIn(file) ?? []) {
        reading.entry();
        const read = readProfile(profile, reading);
        if ('draft' in read) profiles.push(read);
        else remarks.push(...read.remarks);
        await reading.pause();
      }
    }
    return { profiles, remarks: distinctRemarks(remarks) };
  },
};

/** @returns only remarks if the profile sets no header that may be set. */
function readProfile(
  profile: TreeMap,
  reading: Reading,
): ImportedProfile | { readonly remarks: readonly Remark[] } {
  const title = (asText(profile.title) || asText(profile.shortTitle) || '').trim();
  const { places, methods, isStrict, isNarrowed, isInexact } = filtersOf(profile);
  const { headers, remarks } = rowsOf(profile, title, methods, () => reading.entry());
  if (headers.length === 0) return { remarks };
  const isDisabled = !isEnabled(profile) || asBoolean(profile.paused) === true;
  return toImported({
    name: title,
    note: noteOf(profile),
    places,
    headers,
    remarks: [
      ...(isDisabled ? [{ code: 'disabled-in-source', place: title } as const] : []),
      ...(isInexact ? [{ code: 'filter-inexact', place: title } as const] : []),
      ...(isNarrowed && !isInexact ? [{ code: 'narrowed', place: title } as const] : []),
      ...remarks,
    ],
    isExact: !isInexact && !isDisabled,
    isStrict,
  });
}

const COMMENTS_AT_MOST = 50;

/** The comments of the rows, without one that repeats a value. */
function noteOf(profile: TreeMap): string {
  const rows = asList(profile.headers).map(asMap);
  const values = rows.flatMap(({ value }) => asText(value)?.trim() || []);
  const comments = rows.flatMap(({ comment }) => asText(comment)?.trim() || []);
  const harmless = comments
    .slice(0, COMMENTS_AT_MOST)
    .filter((comment) => !values.some((value) => comment.includes(value)));
  return [...new Set(harmless)].join('\n');
}
