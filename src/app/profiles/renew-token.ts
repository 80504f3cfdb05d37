/** Gets a new token because the user asks for one, although the old one has not ended. */
import { AppError } from '../../domain/errors';
import { syncRules } from '../headers/sync-rules';
import type { Ports } from '../ports';
import { withoutFailure } from '../tokens/refused-token';
import { grantsOf } from '../tokens/tokens';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** Asks the server at once, even if it has refused before. */
export async function renewToken(
  ports: Ports,
  { headerId }: { readonly headerId: string },
): Promise<OpenVault> {
  const vault = await openVault(ports);
  const specs = vault.content.profiles.flatMap(({ headers }) => headers);
  const spec = specs.find(({ id }) => id === headerId);
  const asked = spec && (await grantsOf([spec])).get(spec);
  if (!asked) throw new AppError('profile-unknown', 'no header with a token');
  const { tokens } = await ports.session.readNow();
  const state = tokens[asked.key];
  if (state) {
    const { token, ...rest } = withoutFailure(state);
    const now = ports.now();
    const due = token && {
      token: { ...token, renewAt: now },
      refusal: { at: now, obtainedAt: token.obtainedAt, isOver: true },
    };
    await ports.session.write({ tokens: { ...tokens, [asked.key]: { ...rest, ...due } } });
  }
  return syncRules(ports, vault);
}
