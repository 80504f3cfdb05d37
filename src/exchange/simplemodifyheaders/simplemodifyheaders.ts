/**
 * SimpleModifyHeaders: the file of its export, one list of headers under one list of match patterns.
 *
 * Source: its own export, format versions 1.0 to 1.2. `url_contains` counts only with
 * `use_url_contains`; 1.0 has neither `url_contains` nor `apply_on`.
 */
import type { ImportedProfile, Remark, RemarkCode } from '../../domain/imported';
import { foundHeaderOf } from '../draft/found-header';
import { type FilteredHeader, headersByFilter } from '../draft/headers-by-filter';
import { safeName } from '../draft/safe-name';
import { toImported } from '../draft/to-imported';
import type { Format, Reading } from '../format';
import { type FoundFilter, inexactly } from '../place/found-filter';
import type { TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText } from '../text/tree';
import { targetFilter } from './target-filter';

const NAME = 'SimpleModifyHeaders';

/** Headers that every request has, so that *modify* changes every request. */
const ALWAYS_THERE = /^(user-agent|accept)$/i;

export const simplemodifyheaders: Format = {
  id: 'simplemodifyheaders',

  recognises(file) {
    const tree = asMap(file.json());
    return 'target_page' in tree && Array.isArray(tree.headers);
  },

  async read(files, reading) {
    const profiles: ImportedProfile[] = [];
    const remarks: Remark[] = [];
    for (const file of files) {
      const tree = asMap(file.json());
      const headers: FilteredHeader[] = [];
      for (const [index, row] of asList(tree.headers).map(asMap).entries()) {
        if (index % 100 === 0) await reading.pause();
        const read = readRow(row, tree, reading);
        headers.push(...read.headers);
        remarks.push(...read.remarks);
      }
      profiles.push(...headersByFilter(headers).map(named).map(toImported));
    }
    return { profiles, remarks };
  },
};

/** The source has no names: the host says most. */
function named<F extends { readonly places: readonly { readonly url: string }[] }>(found: F): F {
  const [place] = found.places;
  return place ? { ...found, name: new URL(place.url).host } : found;
}

interface ReadRow {
  readonly headers: readonly FilteredHeader[];
  readonly remarks: readonly Remark[];
}

function readRow(row: TreeMap, tree: TreeMap, reading: Reading): ReadRow {
  reading.entry();
  const name = asText(row.header_name)?.trim() ?? '';
  const action = asText(row.action) ?? '';
  const code = reasonAgainst(row, action);
  const place = [NAME, ...safeName(name)].join(' › ');
  if (code) return { headers: [], remarks: [{ code, place }] };
  if (name === '') return { headers: [], remarks: [] };
  const read = foundHeaderOf(name, asText(row.header_value) ?? '', place);
  if (!read.header) return { headers: [], remarks: read.remarks };
  const header = { ...read.header, ...(row.status !== 'on' && { isOff: true }) };
  const parts = asBoolean(tree.use_url_contains) ? (asText(row.url_contains) ?? '') : '';
  const filter = targetFilter(asText(tree.target_page) ?? '', parts);
  const isEach = action === 'add' || ALWAYS_THERE.test(name);
  return {
    headers: [
      {
        group: '',
        name: NAME,
        groupName: '',
        filter: isEach ? filter : onlyWhereThere(filter),
        header,
        remarks: read.remarks,
      },
    ],
    remarks: [],
  };
}

function reasonAgainst(row: TreeMap, action: string): RemarkCode | undefined {
  if (row.apply_on === 'res') return 'response-header';
  if (action === 'cookie_add_or_modify' || action === 'cookie_delete') return 'in-cookie';
  if (action === 'delete') return 'header-removed';
  return action === 'add' || action === 'modify' ? undefined : 'rule-type';
}

/** *modify* leaves a request alone that does not have the header; a profile would add it. */
function onlyWhereThere(filter: FoundFilter | undefined): FoundFilter {
  const codes = new Set([...(filter?.codes ?? []), ...inexactly().codes]);
  return { places: filter?.places ?? [], isExact: false, codes: [...codes] };
}
