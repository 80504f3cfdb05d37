/**
 * Compares an edit with the profile that another window has saved meanwhile, and rebases the edit
 * on it. Pure. It sees no credential, only whether one was replaced.
 */
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { SchemeId, SchemeSummary } from '../../domain/credential';
import type { TextKey } from '../../platform/texts';
import { type EditorDraft, type HeaderInput, initialFields } from './editor-draft';
import { originAsStored, pathApart, words } from './typed-places';

/** The values of one side, or a text about them. */
export type Side = { readonly values: readonly string[] } | { readonly said: TextKey };

export interface Difference {
  readonly label: TextKey;
  /** Set if the difference is in a header: its auth scheme names it. */
  readonly schemeId?: SchemeId;
  readonly there: Side;
  readonly here: Side;
}

export function compareProfiles(there: ProfileSummary, here: EditorDraft): Difference[] {
  return [
    compareValues('formName', [there.name], [here.name.trim()]),
    compareSaid('formColour', `colour_${there.colour}`, `colour_${here.colour}`),
    compareValues('compareNote', [there.note], [here.note.trim()]),
    compareValues(
      'compareSites',
      there.sites.map(({ origin, path }) => place(origin, path)),
      here.sites.map(pathApart).map(({ url, path }) => place(originAsStored(url), path.trim())),
    ),
    ...pairHeaders(there.headers, here.headers).flatMap(compareHeaders),
    compareValues(
      'compareRotation',
      there.rotateEveryDays === undefined ? [] : [String(there.rotateEveryDays)],
      words(here.rotateEveryDays),
    ),
    compareValues('compareCallers', there.callers, words(here.callers).map(originAsStored)),
    compareSaid('formStrict', onOrOff(there.strict), onOrOff(here.strict)),
    compareSaid('formOwnForms', onOrOff(there.ownForms), onOrOff(here.ownForms)),
    compareSaid('formOwnPictures', onOrOff(there.ownPictures), onOrOff(here.ownPictures)),
    compareSaid('formAllowCache', onOrOff(there.allowCache), onOrOff(here.allowCache)),
    compareSaid('formExtra', onOrOff(there.isExtra === true), onOrOff(here.isExtra === true)),
    compareSaid(
      'formProduction',
      onOrOff(there.production !== undefined),
      onOrOff(here.production !== undefined),
    ),
    compareValues(
      'formReadPaths',
      there.production?.readPaths ?? [],
      words(here.production?.readPaths ?? ''),
    ),
    compareSaid('formAllowHttp', onOrOff(there.allowHttp), onOrOff(here.allowHttp)),
  ].flat();
}

/** The edit with its headers linked to the ones that the other window has saved. */
export function rebased(
  here: EditorDraft,
  there: ProfileSummary,
  schemes: readonly SchemeSummary[],
): EditorDraft {
  const pairs = pairHeaders(there.headers, here.headers);
  const headers = here.headers.map((header) => {
    const stored = pairs.find((pair) => pair.here === header)?.there;
    return stored ? { ...header, stored } : withoutStored(header, schemes);
  });
  return { ...here, headers };
}

/** The edit as a new profile, without links to stored headers. */
export function madeAnew(here: EditorDraft, schemes: readonly SchemeSummary[]): EditorDraft {
  return { ...here, headers: here.headers.map((header) => withoutStored(header, schemes)) };
}

/** The headers whose credential is neither in this form nor in the vault. */
export function lostCredentials(
  here: EditorDraft,
  there: ProfileSummary | undefined,
): readonly HeaderInput[] {
  const pairs = pairHeaders(there?.headers ?? [], here.headers);
  return here.headers.filter(
    (header) => !header.fields && !pairs.some((pair) => pair.here === header && pair.there),
  );
}

interface Pair {
  readonly there?: HeaderSummary | undefined;
  readonly here?: HeaderInput | undefined;
}

/**
 * Replacing a credential gives its header a new id. The auth scheme then identifies the successor,
 * if only one header fits: a wrong guess would send a credential elsewhere.
 */
function pairHeaders(there: readonly HeaderSummary[], here: readonly HeaderInput[]): Pair[] {
  const ofSameId = (one: HeaderSummary, other: HeaderInput) => one.id === other.stored?.id;
  const newThere = there.filter((one) => !here.some((other) => ofSameId(one, other)));
  const goneThere = here.filter(
    ({ stored }) => stored && !there.some((one) => one.id === stored.id),
  );
  const successor = (header: HeaderInput) => {
    if (!goneThere.includes(header)) return undefined;
    const rivals = goneThere.filter(({ stored }) => stored?.schemeId === header.stored?.schemeId);
    const fitting = newThere.filter(({ schemeId }) => schemeId === header.stored?.schemeId);
    return rivals.length === 1 && fitting.length === 1 ? fitting[0] : undefined;
  };
  const pairs = here.map((header) => ({
    here: header,
    there: there.find((one) => ofSameId(one, header)) ?? successor(header),
  }));
  const unpaired = there.filter((one) => !pairs.some((pair) => pair.there === one));
  return [...pairs, ...unpaired.map((one) => ({ there: one }))];
}

function compareHeaders({ there, here }: Pair): Difference[] {
  // Casts: the background has given the form all its scheme ids.
  const schemeId = (here?.schemeId ?? there?.schemeId) as SchemeId;
  if (!there || !here) {
    return [
      {
        label: 'compareHeader',
        schemeId,
        there: { said: there ? 'compareSent' : 'compareNotSent' },
        here: { said: here ? 'compareSent' : 'compareNotSent' },
      },
    ];
  }
  const isReplaced = there.id !== here.stored?.id;
  const differences = [
    compareSaid('formScheme', schemeText(there.schemeId), schemeText(schemeId)),
    isReplaced || here.fields
      ? {
          label: 'compareCredential' as const,
          there: { said: isReplaced ? ('compareReplaced' as const) : ('compareAsItWas' as const) },
          here: { said: here.fields ? ('compareTyped' as const) : ('compareAsItWas' as const) },
        }
      : [],
    compareValues('formPaths', there.paths, words(here.paths)),
    compareValues('compareMethods', there.methods, here.methods),
    compareSaid('formHeaderOn', onOrOff(!there.isOff), onOrOff(!here.isOff)),
  ];
  return differences.flat().map((each) => ({ ...each, schemeId }));
}

function compareValues(
  label: TextKey,
  there: readonly string[],
  here: readonly string[],
): Difference[] {
  // The order has no meaning.
  const asSet = (values: readonly string[]) => JSON.stringify([...values].sort());
  if (asSet(there) === asSet(here)) return [];
  return [{ label, there: { values: there }, here: { values: here } }];
}

function compareSaid(label: TextKey, there: TextKey, here: TextKey): Difference[] {
  return there === here ? [] : [{ label, there: { said: there }, here: { said: here } }];
}

function onOrOff(isOn: boolean): TextKey {
  return isOn ? 'compareOn' : 'compareOff';
}

function schemeText(id: SchemeId): TextKey {
  // Cast: tests/ui/texts.test.ts asks for every scheme's texts.
  return `scheme_${id.replaceAll('-', '_')}` as TextKey;
}

function place(origin: string, path: string): string {
  return path === '/' ? origin : origin + path;
}

function withoutStored(header: HeaderInput, schemes: readonly SchemeSummary[]): HeaderInput {
  const { stored: _, storedFields: __, fields, ...rest } = header;
  const scheme = schemes.find(({ id }) => id === header.schemeId);
  return { ...rest, fields: fields ?? initialFields(scheme) };
}
