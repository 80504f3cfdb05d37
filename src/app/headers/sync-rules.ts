/**
 * Makes the installed rules agree with the vault, and schedules the next renewal. Runs in a turn after
 * an unlock, every edit and every pick, and from `reconcile`. It is idempotent: it issues only headers
 * that are missing or due.
 */
import { type Armed, asSent, stillArmed } from '../../domain/arming';
import { type Failure, toFailure } from '../../domain/errors';
import { endsIn, lastMinutes } from '../../domain/pick-end';
import type { HeaderSpec, PickedProfile } from '../../domain/profile';
import { diffRules, type RuleChange } from '../../rules/diff';
import { RULES_AT_MOST } from '../../rules/rule';
import type { VaultContent } from '../../vault/content';
import { isReadOnly } from '../../vault/envelope';
import { watchForAbsence } from '../absence/deadline';
import type { Ports } from '../ports';
import type { OpenSignIn } from '../session';
import { originsAsked, signInEndpointsOf } from '../tokens/asked-addresses';
import { forgetTokens } from '../tokens/forget-tokens';
import { isInUse, originsInUse } from '../tokens/in-use';
import { maySilently, surroundingsOf } from '../tokens/silent-renewal';
import { grantsOf, NO_TOKENS, planTokens, type TokenPlan } from '../tokens/tokens';
import { type OpenVault, UNFINISHED_AFTER_MS, withoutEndedPicks } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { allowedPicks } from './allowed-picks';
import { noteClock, storeEnded } from './ended-picks';
import { type Issuance, issuancesOf } from './issuance';
import { issueDue, nextRenewal } from './issue-due';
import { nextLeave, whileChanging } from './next-leave';
import { dropEndedTabPicks } from './tab-picks-now';
import { wantedRules } from './wanted-rules';
import { withdrawAllRules } from './withdraw';

/** While a profile is armed; milliseconds. */
const WATCHED_EVERY_MS = 60_000;

/**
 * @param opened - The vault, if the caller has just opened or stored it.
 * @throws AppError as `openVault` does; `rules-refused` if the browser refuses the change: then every
 * rule is withdrawn, and each picked profile shows the failure.
 */
export async function syncRules(ports: Ports, opened?: OpenVault): Promise<OpenVault> {
  const { start, latestNow } = await ports.session.read();
  // A pick may have ended since the turn has opened the vault.
  const moment = { now: ports.now(), start, latestNow };
  const vault = withoutEndedPicks(opened ?? (await openVault(ports)), moment);
  const { content } = vault;
  await noteClock(ports, vault);
  // The change that was just stored may have removed a credential.
  if (opened) await forgetTokens(ports, content.profiles);
  await dropEndedTabPicks(ports, content);
  const lookAgainAt = await watchForAbsence(ports, content);
  const picked = await allowedPicks(ports, content);
  const session = await ports.session.read();
  const { issued: current, signIns, clocks, leavesAt: before } = session;
  const wanted = issuancesOf(picked);
  const now = ports.now();
  // No time that was written under another clock can be trusted.
  const isSetBack = before !== undefined && now < before.since;
  const armed = isSetBack ? [] : stillArmed(session.armed, picked, now);
  const sent = picked.map((each) => asSent(armed, each));
  const canKeep = !isReadOnly(vault.envelope);
  const { outcomes, due, nextAt } = await planned(ports, picked, wanted, canKeep);
  const { issued, failures } = await issueDue(wanted, current, { now, tokens: outcomes, clocks });
  const signingIn = Object.values(signIns).filter(({ endsAt }) => endsAt > now);
  const signInPages = signingIn.map(pageOf);
  const { rules, crowdedOut } = wantedRules(sent, issued, ports.rules.browser, signInPages, [
    ...signInEndpointsOf(content.profiles),
    ...ports.revocations.endpoints(),
  ]);
  // The browser refuses all rules if there is one too many, so the tests' rules are dropped first.
  const all = [...rules, ...ports.tests.rules()].slice(0, RULES_AT_MOST);
  const change = diffRules(await ports.rules.installed(), all);

  const isChange = change.addRules.length + change.removeRuleIds.length > 0;
  const leavesAt = nextLeave(endsOf(armed, content), now);
  // The alarm first: if the background dies below, the alarm wakes it to do the same work again.
  if (isChange) await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);
  await ports.session.write({
    issued,
    failures: { ...failures, ...crowdedOut },
    ...(armed.length < session.armed.length && { armed }),
    leavesAt: whileChanging(before, leavesAt),
  });
  if (isChange) await update(ports, wanted, change);
  if (before) await ports.session.write({ leavesAt });
  const stored = await storeEnded(ports, vault);
  // An alarm, in case the background dies while it waits for a server.
  const tokensAt = due.length > 0 ? now + UNFINISHED_AFTER_MS : nextAt;
  const signInsAt = signingIn.map(({ endsAt }) => endsAt);
  const leaves = leavesAt ? [leavesAt.at, ...lastMinutes(content.sitePicks, now)] : [];
  // A clock that is set back is noticed by the time of the last synchronisation.
  if (armed.length > 0) leaves.push(now + WATCHED_EVERY_MS);
  const times = [lookAgainAt, nextRenewal(issued), tokensAt, ...signInsAt, ...leaves];
  await ports.wakeUp.set(Math.min(...times));
  ports.tokens.want(due);
  return stored;
}

/** @returns the ends of everything that is in force for a time. */
function endsOf(armed: readonly Armed[], { sitePicks }: VaultContent): readonly number[] {
  return [...armed.map(({ until }) => until), ...endsIn(sitePicks)];
}

/** @returns the whole origin, since only the server knows the pages that follow the first one. */
function pageOf({ step }: OpenSignIn): string {
  const address = step.kind === 'redirect' ? step.url : step.verificationUri;
  return new URL('/', address).href;
}

/** Plans the tokens that the picked headers carry. */
async function planned(
  ports: Ports,
  picked: readonly PickedProfile[],
  wanted: readonly Issuance[],
  canKeep: boolean,
): Promise<TokenPlan> {
  const grants = await grantsOf(wanted.map(({ spec }) => spec));
  if (grants.size === 0) return NO_TOKENS;
  const { tokens } = await ports.session.readNow();
  const askable = await ports.permissions.allowed([...grants.keys()].flatMap(originsAsked));
  const pages = await originsInUse(ports);
  const inUse = ({ id }: HeaderSpec) =>
    picked.some((each) => isInUse(pages, each) && each[1].headers.some((own) => own.id === id));
  const around = await surroundingsOf(ports, picked);
  return planTokens(grants, {
    tokens,
    askable,
    canKeep,
    inUse,
    maySilently: (spec) => maySilently(spec, around),
    now: around.now,
  });
}

async function update(ports: Ports, wanted: readonly Issuance[], change: RuleChange) {
  try {
    await ports.rules.update(change);
  } catch (error) {
    await reportRefused(ports, wanted, toFailure(error));
    throw error;
  }
}

/** Withdraws the old rules too: they could send a credential that the user no longer picks. */
async function reportRefused(
  ports: Ports,
  wanted: readonly Issuance[],
  failure: Failure,
): Promise<void> {
  await withdrawAllRules(ports);
  const failures = Object.fromEntries(wanted.map(({ key }) => [key, failure]));
  await ports.session.write({ issued: {}, failures });
}
