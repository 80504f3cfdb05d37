/**
 * Begins a form from a template. What the user came with or has typed stays, or is named, so that the
 * form can say what is gone. Pure.
 */
import type { SchemeId, SchemeSummary } from '../../domain/credential';
import type { Preset, PresetHeader } from '../presets/preset';
import { changedFields } from './changed-fields';
import {
  type EditorDraft,
  type HeaderInput,
  initialFields,
  newHeader,
  newSite,
  type SiteInput,
} from './editor-draft';
import { originAsStored } from './typed-places';

type FromTemplate = Pick<EditorDraft, 'sites' | 'headers' | 'isExtra' | 'template'>;

export interface FromPreset {
  readonly draft: FromTemplate;
  /** The first site of the form, if it is none of the template's. */
  readonly keptSite?: string;
  /** The schemes of headers with typed text that the template has not. */
  readonly removed: readonly SchemeId[];
}

export function fromPreset(
  preset: Preset,
  draft: EditorDraft,
  schemes: readonly SchemeSummary[],
): FromPreset {
  const own = draft.sites.filter(({ url, fromTemplate }) => url.trim() !== '' && !fromTemplate);
  const isItsSite = own.some(({ url }) => preset.sites.includes(originAsStored(url)));
  const isKept = preset.sites.length > 0 && own.length > 0 && !isItsSite;
  const taken = matched(preset.headers, draft.headers);
  // Casts: the background has given the form all its scheme ids.
  const removed = draft.headers
    .filter((header) => !taken.includes(header) && hasTypedText(header, schemes))
    .map(({ schemeId }) => schemeId as SchemeId);
  return {
    draft: {
      sites: own.length > 0 ? draft.sites : presetSites(preset, draft),
      headers: preset.headers.map((each, index) => presetHeader(each, taken[index], schemes)),
      isExtra: preset.isExtra,
      template: { name: preset.name, sites: preset.sites },
    },
    ...(isKept && own[0] && { keptSite: own[0].url }),
    removed,
  };
}

/** The template's sites, with a path that the user has typed. */
export function presetSites(preset: Preset, { sites: [first] }: EditorDraft): readonly SiteInput[] {
  const path = first?.path ?? '';
  if (preset.sites.length === 0) return [newSite('', path)];
  return preset.sites.map((url) => ({ ...newSite(url, path), isKnown: true, fromTemplate: true }));
}

/** For each header of the template one of the form with the same scheme, if there is one left. */
function matched(wanted: readonly PresetHeader[], there: readonly HeaderInput[]) {
  const left = [...there];
  return wanted.map(({ schemeId }) => {
    const index = left.findIndex((header) => header.schemeId === schemeId);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  });
}

function presetHeader(
  { schemeId, paths, fields, paste }: PresetHeader,
  typed: HeaderInput | undefined,
  schemes: readonly SchemeSummary[],
): HeaderInput {
  const scheme = schemes.find(({ id }) => id === schemeId);
  const blank = newHeader(scheme, paths.join(' '));
  const filled = { ...blank.fields, ...fields };
  const template = { schemeId, fields: filled, paths: blank.paths, paste };
  const header = { ...blank, fields: filled, template };
  if (!typed || !scheme) return header;
  const own = typedFields(typed, scheme);
  const brought = Object.entries(filled).filter(([name]) => !Object.hasOwn(own, name));
  return {
    ...typed,
    // As by hand: an address of another server empties the secrets.
    ...changedFields(scheme, typed, Object.fromEntries(brought)),
    template,
    paths: typedPaths(typed) || header.paths,
  };
}

function hasTypedText(header: HeaderInput, schemes: readonly SchemeSummary[]): boolean {
  const scheme = schemes.find(({ id }) => id === header.schemeId);
  return (
    Object.keys(typedFields(header, scheme)).length > 0 ||
    header.fieldsInBackground.length > 0 ||
    typedPaths(header) !== '' ||
    header.methods.length > 0
  );
}

/** The values that neither a new form nor a template has filled in. */
function typedFields({ fields = {}, template }: HeaderInput, scheme: SchemeSummary | undefined) {
  const before = template?.fields ?? initialFields(scheme);
  const typed = Object.entries(fields).filter(([name, value]) => value !== (before[name] ?? ''));
  return Object.fromEntries(typed);
}

function typedPaths({ paths, template }: HeaderInput): string {
  return paths === template?.paths ? '' : paths;
}
