/** Reads the state that pages show. */

import type {
  AppState,
  HeaderStatus,
  OpenState,
  ProfileSummary,
  SharedState,
  ShownEnd,
  VaultStatus,
} from '../../domain/app-state';
import { backupState } from '../../domain/backup-times';
import { AppError } from '../../domain/errors';
import type { IssueKey } from '../../domain/header';
import type { PasskeyRequest } from '../../domain/passkey';
import { endsOf, isLastMinute } from '../../domain/pick-end';
import { extrasOf, type PickEnd } from '../../domain/picks';
import type { HeaderSpec, Profile } from '../../domain/profile';
import { rotationOf } from '../../domain/rotation';
import type { Origin } from '../../domain/site';
import { toldOf } from '../../domain/widened';
import { schemes } from '../../schemes';
import type { VaultContent } from '../../vault/content';
import { type Envelope, isReadOnly } from '../../vault/envelope';
import { knownClocks } from '../clocks/known-clocks';
import { headerNamesOf, userNameOf } from '../headers/header-names';
import { issuanceOf } from '../headers/issuance';
import { keepsMore } from '../headers/judge-widening';
import { leadsOf } from '../headers/picked-profiles';
import { tabPicksNow } from '../headers/tab-picks-now';
import type { Ports } from '../ports';
import { shownReplacements } from '../profiles/kept-replacements';
import type { Session } from '../session';
import { originsAsked } from '../tokens/asked-addresses';
import { silentOf } from '../tokens/silent-renewal';
import { getsToken, isSignedIn, isUserNamed } from '../tokens/tokens';
import { undoOffer } from '../undo-offer';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { findCopies, readEnvelope } from '../vault/stored-vault';
import { narrowedOn } from './narrowed-on';
import { newsFor } from './news';

const CLOSED: Partial<Record<AppError['code'], Exclude<VaultStatus, 'unlocked'>>> = {
  'vault-missing': 'missing',
  'vault-locked': 'locked',
  'vault-damaged': 'damaged',
  'vault-newer': 'newer',
};

/**
 * @param opened - The vault, if the use case has it open.
 * @throws AppError as `openVault` does, if the session has a key but the vault cannot be read: the gate
 * must lock first (`guard.ts`).
 */
export async function readState(ports: Ports, opened?: OpenVault): Promise<AppState> {
  const vault = await vaultPart(ports, opened);
  const { lockedBy, notice, refusedMessages, updateWaiting, tabPicksEnded } =
    await ports.session.read();
  return {
    ...vault,
    ...(lockedBy && vault.vault === 'locked' && { lockedBy }),
    ...(notice && { notice }),
    refusedMessages,
    updateWaiting,
    ...(tabPicksEnded && { tabPicksEnded }),
    schemes: schemes.map(({ id, fields, grant }) => ({
      id,
      fields,
      ...(grant?.signIn && { signIn: grant.signIn.kind }),
      ...(grant?.trial && { canBeTried: true as const }),
    })),
  };
}

type PartOf<S> = S extends AppState ? Omit<S, keyof SharedState> : never;
type VaultPart = PartOf<AppState>;

async function vaultPart(ports: Ports, opened: OpenVault | undefined): Promise<VaultPart> {
  try {
    return await openPart(ports, opened ?? (await openVault(ports)));
  } catch (error) {
    const { dataKey } = await ports.session.read();
    if (dataKey) throw error;
    // After any failure a page must not go on showing the state before.
    const vault = (error instanceof AppError && CLOSED[error.code]) || 'damaged';
    if (vault === 'locked') {
      const { envelope } = await readEnvelope(ports);
      const { locks } = await ports.session.read();
      return { vault, passkeyRequests: passkeyRequestsOf(envelope), locks };
    }
    return vault === 'missing' ? { vault } : { vault, copies: await findCopies(ports) };
  }
}

async function openPart(
  ports: Ports,
  { envelope, content }: OpenVault,
): Promise<PartOf<OpenState>> {
  const session = await ports.session.readNow();
  const { settings, passkeys } = content;
  const undo = undoOffer(content, session.undo, ports.now());
  const picks = leadsOf(content);
  const tabPicks = await tabPicksNow(ports, content);
  // Cast: the keys of picks are origins, and `keys` loses their type.
  const origins = [...(Object.keys(picks) as Origin[]), ...tabPicks.map(({ origin }) => origin)];
  return {
    vault: 'unlocked',
    profiles: content.profiles.map((profile) =>
      summarise(profile, session, content.pickTimes[profile.id], ports.now()),
    ),
    profileCount: content.profiles.length,
    picks,
    extras: extrasOf(content.sitePicks),
    ...endsPart(content, session, ports.now()),
    ...(tabPicks.length > 0 && { tabPicks }),
    allowed: [...(await ports.permissions.allowed(origins))],
    clocks: knownClocks(session.clocks, { ...content, tabPicks }, ports.now()),
    ...(session.armed.length > 0 && { armed: session.armed }),
    settings,
    readOnly: isReadOnly(envelope),
    passkeys,
    passkeyRequests: passkeyRequestsOf(envelope),
    drafts: Object.keys(session.drafts),
    replacements: shownReplacements(session.replacements, content.profiles, ports.now()),
    news: newsFor(content, ports.rules.browser, session.dismissedNews ?? []),
    // A vault that cannot be written cannot keep the answer.
    widenings: isReadOnly(envelope)
      ? []
      : toldOf(content.widenings, content.profiles, session.period),
    binCount: content.bin.length,
    backup: backupState(content, ports.now()),
    ...(undo && { undo }),
    ...(session.unrevokedAt && { unrevokedAt: session.unrevokedAt }),
  };
}

function endsPart(
  { sitePicks }: VaultContent,
  { endedPicks }: Session,
  now: number,
): Pick<OpenState, 'pickEnds' | 'endedPicks'> {
  // Cast: the keys are origins, and `entries` loses their type.
  const ends = Object.entries(endsOf(sitePicks)) as [Origin, PickEnd][];
  const pickEnds = ends.map(([origin, end]): [Origin, ShownEnd] => {
    const { at } = end;
    const isLast = isLastMinute(end, now);
    return [origin, { ...(at !== undefined && { at }), ...(isLast && { isLastMinute: true }) }];
  });
  return {
    ...(pickEnds.length > 0 && { pickEnds: Object.fromEntries(pickEnds) }),
    ...(endedPicks && { endedPicks }),
  };
}

function passkeyRequestsOf({ slots }: Envelope): PasskeyRequest[] {
  return slots.flatMap((slot) => {
    if (slot.kind !== 'passkey') return [];
    const { id, credentialId, prfInput } = slot;
    return [{ slotId: id, credentialId, prfInput }];
  });
}

function summarise(
  { headers, ...profile }: Profile,
  session: Session,
  pickedAt: number | undefined,
  now: number,
): ProfileSummary {
  const rotation = rotationOf({ ...profile, headers }, now);
  const narrowed = narrowedOn({ ...profile, headers });
  return {
    ...profile,
    ...(rotation && { rotation }),
    ...(pickedAt !== undefined && { pickedAt }),
    ...(narrowed.length > 0 && { narrowedOn: narrowed }),
    ...(headers.some(keepsMore) && { keepsMore: true as const }),
    // The credentials are left out.
    headers: headers.map((spec) => {
      const { id, schemeId, previousCredential: previous, paths, methods, isOff } = spec;
      const userName = userNameOf(spec);
      const signedIn = isSignedIn(spec, session.tokens, now);
      return {
        id,
        schemeId,
        headerNames: headerNamesOf(spec),
        ...(userName !== undefined && { userName }),
        paths,
        methods,
        ...(isOff && { isOff }),
        tokenOrigins: originsAsked(spec),
        ...(signedIn !== undefined && { signedIn }),
        ...(silentOf(spec) && { isSilent: true as const }),
        ...(isUserNamed(spec, session.tokens) && { namesUser: true as const }),
        ...(getsToken(spec, session.tokens) && { getsToken: true as const }),
        ...(previous && { previousCredential: previous.isLeft ? 'in-use' : 'kept' }),
        status: worstOf(spec, profile, session),
      };
    }),
  };
}

const BY_BADNESS: readonly HeaderStatus['state'][] = ['failed', 'waiting', 'installed', 'idle'];

/** The worst status on any of the sites, if each has a header of its own. */
function worstOf(
  spec: HeaderSpec,
  { sites }: Pick<Profile, 'sites'>,
  session: Session,
): HeaderStatus {
  const badness = ({ state }: HeaderStatus) => BY_BADNESS.indexOf(state);
  return sites
    .map(({ origin }) => statusOf(issuanceOf(spec, origin).key, session))
    .reduce((worst, next) => (badness(next) < badness(worst) ? next : worst), { state: 'idle' });
}

function statusOf(key: IssueKey, { issued, failures }: Session): HeaderStatus {
  const failure = failures[key];
  if (failure?.code === 'token-pending') return { state: 'waiting' };
  if (failure) return { state: 'failed', failure };
  const current = issued[key];
  if (!current) return { state: 'idle' };
  const { issuedAt, expiresAt, renewAt = current.tokenRenewAt } = current;
  return {
    state: 'installed',
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(renewAt !== undefined && { renewAt }),
  };
}
