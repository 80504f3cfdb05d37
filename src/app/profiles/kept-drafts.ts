/**
 * Unsaved forms. The session keeps them while unlocked, and a lock seals them into the vault.
 *
 * A typed secret never goes back to a page. A page that opens the form again gets the other fields, and
 * names the secret field in `fieldsInBackground` when it saves. A kept secret goes only to the servers
 * that stood beside it: if a page changes the origin of one, the secret is dropped.
 */
import type { CredentialFields } from '../../domain/credential';
import { destinationsOf, isSameServer } from '../../domain/destinations';
import { AppError } from '../../domain/errors';
import { isSecret } from '../../domain/is-secret';
import { draftKeyOf, type HeaderDraft, type ProfileDraft } from '../../domain/profile-draft';
import { knownScheme } from '../../schemes';
import type { Ports } from '../ports';
import type { Session } from '../session';

type Drafts = Session['drafts'];

export async function keepDraft({ session }: Ports, draft: ProfileDraft): Promise<undefined> {
  const { dataKey, drafts } = await session.readNow();
  // The page has not heard of the lock yet: a locked session must not hold a draft.
  if (!dataKey) return;
  await session.write({ drafts: { ...drafts, [draftKeyOf(draft)]: withKept(draft, drafts) } });
}

/** The form has no changes any more. See `bin/discard-draft.ts` for one that the user discards. */
export async function clearDraft({ session }: Ports, key: string): Promise<undefined> {
  const { drafts } = await session.readNow();
  await session.write({ drafts: withoutKey(drafts, key) });
}

/** @returns the draft without its secrets; undefined if none is stored. */
export async function readDraft(
  { session }: Pick<Ports, 'session'>,
  key: string,
): Promise<ProfileDraft | undefined> {
  const { drafts } = await session.readNow();
  const draft = Object.hasOwn(drafts, key) ? drafts[key] : undefined;
  return draft && { ...draft, headers: draft.headers.map(withoutSecrets) };
}

/**
 * Adds the stored secrets to a draft that is about to be saved.
 *
 * @throws AppError `credential-invalid` naming a field whose secret is gone, because another window has
 * discarded the form or a destination has changed: without this check the secret would be saved as empty.
 */
export function completed(draft: ProfileDraft, drafts: Drafts): ProfileDraft {
  const whole = withKept(draft, drafts);
  for (const [index, { fieldsInBackground = [] }] of draft.headers.entries()) {
    const filled = whole.headers[index]?.fields ?? {};
    const missing = fieldsInBackground.find((name) => !Object.hasOwn(filled, name));
    if (missing === undefined) continue;
    const isMoved = keptFor(draft, drafts, index) === 'another-server';
    throw new AppError('credential-invalid', 'the typed secret was discarded', {
      field: `headers.${index}.${missing}`,
      problem: isMoved ? 'destination-changed' : 'required',
    });
  }
  return whole;
}

/** Adds the secrets that are still stored to the draft. */
function withKept(draft: ProfileDraft, drafts: Drafts): ProfileDraft {
  const headers = draft.headers.map((each, index): HeaderDraft => {
    const { fieldsInBackground = [], ...header } = each;
    const kept = keptFor(draft, drafts, index);
    if (!kept || kept === 'another-server') return header;
    const known = Object.entries(kept).filter(([name]) => fieldsInBackground.includes(name));
    return { ...header, fields: { ...header.fields, ...Object.fromEntries(known) } };
  });
  return { ...draft, headers };
}

/** The stored values for one header of the draft, unless its secrets were typed for another server. */
function keptFor(
  draft: ProfileDraft,
  drafts: Drafts,
  index: number,
): CredentialFields | 'another-server' | undefined {
  const header = draft.headers[index];
  const key = draftKeyOf(draft);
  const before = Object.hasOwn(drafts, key) ? drafts[key]?.headers : undefined;
  const same = before?.find((each) => each.key !== undefined && each.key === header?.key);
  if (!header?.fields || !same?.fields || same.schemeId !== header.schemeId) return undefined;
  const asked = knownScheme(header.schemeId)?.fields ?? [];
  const servers = destinationsOf(asked, same.fields);
  return isSameServer(servers, destinationsOf(asked, header.fields))
    ? same.fields
    : 'another-server';
}

export function withoutDraft(drafts: Drafts, draft: ProfileDraft): Drafts {
  return withoutKey(drafts, draftKeyOf(draft));
}

export function withoutKey(drafts: Drafts, key: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([each]) => each !== key));
}

function withoutSecrets({ fields, ...header }: HeaderDraft): HeaderDraft {
  if (!fields) return header;
  const asked = knownScheme(header.schemeId)?.fields ?? [];
  // Fields that the scheme does not know, as from another version, count as secret.
  const shown = asked.filter((field) => !isSecret(field)).map(({ name }) => name);
  const entries = Object.entries(fields);
  return {
    ...header,
    fields: Object.fromEntries(entries.filter(([name]) => shown.includes(name))),
    fieldsInBackground: entries
      .filter(([name, text]) => !shown.includes(name) && text !== '')
      .map(([name]) => name),
  };
}
