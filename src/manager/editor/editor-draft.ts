/** The state of the editor while the user types: all text, with a key for each list entry. */
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Destinations } from '../../domain/destinations';
import type { Doubt } from '../../domain/doubts';
import type { Colour, Method } from '../../domain/profile';
import type { AccessDraft } from '../../domain/profile-draft';
import type { TextKey } from '../../platform/texts';

export interface SiteInput {
  readonly key: number;
  readonly url: string;
  readonly path: string;
  /** The user came with the site or has saved it: the form shows it instead of asking for it. */
  readonly isKnown?: true | undefined;
  /** A template has brought the site, and the user has not changed it. */
  readonly fromTemplate?: true | undefined;
  /** The user has just added the entry, which gets the focus. */
  readonly isAdded?: true;
}

/** The part of a stored header that an edit needs. */
export type StoredHeader = Pick<
  HeaderSummary,
  'id' | 'schemeId' | 'headerNames' | 'tokenOrigins' | 'namesUser'
>;

interface HeaderTemplate {
  readonly schemeId: string;
  readonly fields: CredentialFields;
  readonly paths: string;
  /** Field name → the text that says what the user puts there. */
  readonly paste: Readonly<Record<string, TextKey>>;
}

/**
 * A function gets the part as it is now. What was drawn may be older: a program that fills in the form
 * changes several fields before the form is drawn again.
 */
export type Change<T> = Partial<T> | ((now: T) => Partial<T>);

export function changed<T>(now: T, change: Change<T>): T {
  return { ...now, ...(typeof change === 'function' ? change(now) : change) };
}

export interface HeaderInput {
  /** The background finds the secrets of an unsaved form by this key. */
  readonly key: string;
  /** The stored header that this one edits. */
  readonly stored?: StoredHeader | undefined;
  readonly schemeId: string;
  /** Absent to keep the stored credential. */
  readonly fields?: CredentialFields | undefined;
  /** Names of secret fields whose values only the background holds, from an earlier page. */
  readonly fieldsInBackground: readonly string[];
  /** Names of fields whose stored value stays beside `fields`. */
  readonly storedFields?: readonly string[];
  /** The servers for which the user has typed the secrets in this form: see `changed-fields.ts`. */
  readonly secretsFor?: Destinations;
  /** Names of secret fields that were emptied because a destination has changed. */
  readonly emptied?: readonly string[];
  /** Paths separated by spaces, as typed. */
  readonly paths: string;
  readonly methods: readonly Method[];
  readonly isOff?: true | undefined;
  /** The text that a template has filled in, which the user has not typed. */
  readonly template?: HeaderTemplate;
  /** The user has just added the header, which gets the focus. */
  readonly isAdded?: true;
  /** The headers that it will set; empty until the background has answered. */
  readonly headerNames: readonly string[];
  readonly accepted: readonly Doubt[];
}

export interface EditorDraft extends Omit<AccessDraft, 'sites' | 'callers'> {
  /** As typed; `suggested-name.ts` has the name until the user changes it. */
  readonly name: string;
  readonly isNamed: boolean;
  /** The template that the form began from. */
  readonly template?: { readonly name: string; readonly sites: readonly string[] } | undefined;
  readonly colour: Colour;
  readonly note: string;
  readonly sites: readonly SiteInput[];
  readonly headers: readonly HeaderInput[];
  /** Days as typed; empty for never. */
  readonly rotateEveryDays: string;
  /** Origins separated by spaces, as typed. */
  readonly callers: string;
  readonly isExtra?: true | undefined;
  /** Paths separated by spaces, as typed. Absent: it is no production profile. */
  readonly production?: { readonly readPaths: string } | undefined;
  /** True to pick the profile on each of its sites after the save. */
  readonly pick: boolean;
}

/** The profile that a draft edits. */
export interface Edited {
  /** Absent for a new profile. */
  readonly id?: string | undefined;
  /** The revision at the start of the edit; 0 for a new profile, or for one to be created again. */
  readonly revision: number;
}

let lastKey = 0;

export function newSite(url = '', path = ''): SiteInput {
  return { key: ++lastKey, url, path };
}

export function newHeader(scheme: SchemeSummary | undefined, paths = ''): HeaderInput {
  return {
    key: crypto.randomUUID(),
    schemeId: scheme?.id ?? '',
    fields: initialFields(scheme),
    fieldsInBackground: [],
    paths,
    methods: [],
    headerNames: [],
    accepted: [],
  };
}

/** The values of an empty form for this scheme. */
export function initialFields(scheme: SchemeSummary | undefined): CredentialFields {
  const initial = scheme?.fields.flatMap(({ name, initial }) => (initial ? [[name, initial]] : []));
  return Object.fromEntries(initial ?? []);
}

/** An empty credential with some fields filled in: no value of another credential remains. */
export function emptyCredential(
  scheme: SchemeSummary,
  filled: CredentialFields,
): Partial<HeaderInput> {
  return {
    schemeId: scheme.id,
    fields: { ...initialFields(scheme), ...filled },
    headerNames: [],
    fieldsInBackground: [],
    storedFields: [],
    accepted: [],
  };
}

export function newDraft(
  scheme: SchemeSummary | undefined,
  url = '',
  colour: Colour = 'grey',
): EditorDraft {
  return {
    name: '',
    isNamed: false,
    colour,
    note: '',
    sites: [{ ...newSite(url), ...(url !== '' && { isKnown: true }) }],
    headers: [newHeader(scheme)],
    rotateEveryDays: '',
    callers: '',
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
    pick: true,
  };
}

const COMMON = [
  'name',
  'colour',
  'note',
  'strict',
  'ownForms',
  'ownPictures',
  'allowCache',
  'allowHttp',
] as const;

type Common = Pick<EditorDraft, (typeof COMMON)[number]>;

/** The parts that a profile, its draft and the form have in the same shape. */
export function commonOf(profile: Common): Common {
  // Cast: each key is there, with its own type.
  return Object.fromEntries(COMMON.map((key) => [key, profile[key]])) as unknown as Common;
}

export function draftOf(stored: ProfileSummary): EditorDraft {
  return {
    ...commonOf(stored),
    isNamed: true,
    sites: stored.sites.map(({ origin, path }) => ({
      ...newSite(origin, path === '/' ? '' : path),
      isKnown: true,
    })),
    headers: stored.headers.map((header) => ({
      key: crypto.randomUUID(),
      stored: header,
      schemeId: header.schemeId,
      fieldsInBackground: [],
      paths: header.paths.join(' '),
      methods: header.methods,
      isOff: header.isOff,
      headerNames: header.headerNames,
      accepted: [],
    })),
    rotateEveryDays: String(stored.rotateEveryDays ?? ''),
    callers: stored.callers.join(' '),
    isExtra: stored.isExtra,
    production: asTyped(stored.production),
    // The user picks a stored profile in the list or in the popup.
    pick: false,
  };
}

/** The paths that only read, as the form has them. */
export function asTyped(
  production: { readonly readPaths: readonly string[] } | undefined,
): EditorDraft['production'] {
  return production && { readPaths: production.readPaths.join(' ') };
}
