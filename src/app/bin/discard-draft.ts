/** Puts an unsaved form that the user discards into the bin, with the secrets that were typed in it. */
import { newBinnedId } from '../../domain/bin';
import { isWorthKeeping } from '../../domain/is-worth-keeping';
import type { ProfileDraft } from '../../domain/profile-draft';
import { isReadOnly } from '../../vault/envelope';
import type { Ports } from '../ports';
import { clearDraft, withoutKey } from '../profiles/kept-drafts';
import { offerUndo } from '../undo-offer';
import { commit, type OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/**
 * A vault that can only be read has no bin: the form is discarded for good.
 *
 * @throws AppError as `openVault` and `commit` do: then the form is still there.
 */
export async function discardDraft(ports: Ports, key: string): Promise<OpenVault | undefined> {
  const { dataKey, drafts } = await ports.session.readNow();
  const draft = dataKey && Object.hasOwn(drafts, key) ? drafts[key] : undefined;
  const vault = draft && (await binned(ports, key, draft));
  await clearDraft(ports, key);
  return vault;
}

async function binned(ports: Ports, key: string, draft: ProfileDraft): Promise<OpenVault> {
  const vault = await openVault(ports);
  const { content, envelope } = vault;
  const stored = content.profiles.find(({ id }) => id === draft.id);
  if (isReadOnly(envelope) || !isWorthKeeping(draft, stored)) return vault;
  const id = newBinnedId();
  const entry = { id, kind: 'draft', deletedAt: ports.now(), key, draft } as const;
  const drafts = withoutKey(content.drafts, key);
  const next = await commit(ports, vault, { ...content, drafts, bin: [...content.bin, entry] });
  await offerUndo(ports, [id]);
  return next;
}
