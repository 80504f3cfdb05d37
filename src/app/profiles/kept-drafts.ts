/**
 * Forms that are not saved yet. The background keeps them in the session while unlocked, and seals
 * them into the vault when it locks.
 *
 * A secret that was typed goes the same one way as a saved one: a page that opens the form again
 * gets everything but it, and names the field in `fieldsInBackground` when it saves.
 */
import { AppError } from '../../domain/errors';
import { draftKeyOf, type HeaderDraft, type ProfileDraft } from '../../domain/profile-draft';
import { knownScheme } from '../../schemes';
import type { Ports } from '../ports';
import type { Session } from '../session';

type Drafts = Session['drafts'];

export async function keepDraft({ session }: Ports, draft: ProfileDraft): Promise<undefined> {
  const { dataKey, drafts } = await session.readNow();
  // Typed into a page that has not heard of the lock yet: nothing may hold it any more.
  if (!dataKey) return;
  await session.write({ drafts: { ...drafts, [draftKeyOf(draft)]: withKept(draft, drafts) } });
}

export async function discardDraft({ session }: Ports, key: string): Promise<undefined> {
  const { drafts } = await session.readNow();
  await session.write({ drafts: without(drafts, key) });
}

/** As a page may have it; undefined: none is kept. */
export async function readDraft(
  { session }: Pick<Ports, 'session'>,
  key: string,
): Promise<ProfileDraft | undefined> {
  const { drafts } = await session.readNow();
  const draft = Object.hasOwn(drafts, key) ? drafts[key] : undefined;
  return draft && { ...draft, headers: draft.headers.map(withoutSecrets) };
}

/**
 * The draft as it is to be saved, with the text that is kept here for it.
 *
 * @throws AppError `credential-invalid` naming a field whose text is kept no more, since another
 * window has given up this form: a password left out could pass for an empty one.
 */
export function completed(draft: ProfileDraft, drafts: Drafts): ProfileDraft {
  const whole = withKept(draft, drafts);
  for (const [index, { fieldsInBackground = [] }] of draft.headers.entries()) {
    const filled = whole.headers[index]?.fields ?? {};
    const missing = fieldsInBackground.find((name) => !Object.hasOwn(filled, name));
    if (missing === undefined) continue;
    throw new AppError('credential-invalid', 'typed, and no longer kept', {
      field: `headers.${index}.${missing}`,
      problem: 'required',
    });
  }
  return whole;
}

/** The draft with as much of its text as is kept here. */
function withKept(draft: ProfileDraft, drafts: Drafts): ProfileDraft {
  const key = draftKeyOf(draft);
  const before = Object.hasOwn(drafts, key) ? drafts[key]?.headers : undefined;
  const headers = draft.headers.map(({ fieldsInBackground = [], ...header }): HeaderDraft => {
    const same = before?.find((each) => each.key !== undefined && each.key === header.key);
    if (!header.fields || !same?.fields || same.schemeId !== header.schemeId) return header;
    const known = Object.entries(same.fields).filter(([name]) => fieldsInBackground.includes(name));
    return { ...header, fields: { ...header.fields, ...Object.fromEntries(known) } };
  });
  return { ...draft, headers };
}

export function withoutDraft(drafts: Drafts, draft: ProfileDraft): Drafts {
  return without(drafts, draftKeyOf(draft));
}

function without(drafts: Drafts, key: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([each]) => each !== key));
}

function withoutSecrets({ fields, ...header }: HeaderDraft): HeaderDraft {
  if (!fields) return header;
  const asked = knownScheme(header.schemeId)?.fields ?? [];
  // Only what the scheme calls no secret comes back: a field of another version's scheme does not.
  const shown = asked
    .filter(({ kind }) => kind !== 'secret' && kind !== 'secret-lines')
    .map(({ name }) => name);
  const entries = Object.entries(fields);
  return {
    ...header,
    fields: Object.fromEntries(entries.filter(([name]) => shown.includes(name))),
    fieldsInBackground: entries
      .filter(([name, text]) => !shown.includes(name) && text !== '')
      .map(([name]) => name),
  };
}
