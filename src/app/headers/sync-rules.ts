/**
 * Makes the installed rules agree with the vault, and schedules the next renewal. Runs in a turn after
 * an unlock, every edit and every pick, and from `reconcile`. It is idempotent: it issues only headers
 * that are missing or due.
 */
import { type Failure, toFailure } from '../../domain/errors';
import type { HeaderSpec, PickedProfile } from '../../domain/profile';
import { diffRules, type RuleChange } from '../../rules/diff';
import { RULES_AT_MOST } from '../../rules/rule';
import { isReadOnly } from '../../vault/envelope';
import { watchForAbsence } from '../absence/deadline';
import type { Ports } from '../ports';
import type { OpenSignIn } from '../session';
import { originsAsked, signInEndpointsOf } from '../tokens/asked-addresses';
import { forgetTokens } from '../tokens/forget-tokens';
import { isInUse, originsInUse } from '../tokens/in-use';
import { maySilently, surroundingsOf } from '../tokens/silent-renewal';
import { grantsOf, NO_TOKENS, planTokens, type TokenPlan } from '../tokens/tokens';
import { type OpenVault, UNFINISHED_AFTER_MS } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { allowedPicks } from './allowed-picks';
import { type Issuance, issuancesOf } from './issuance';
import { issueDue, nextRenewal } from './issue-due';
import { dropEndedTabPicks } from './tab-picks-now';
import { wantedRules } from './wanted-rules';
import { withdrawAllRules } from './withdraw';

/**
 * @param opened - The vault, if the caller has just opened or stored it.
 * @throws AppError as `openVault` does; `rules-refused` if the browser refuses the change: then every
 * rule is withdrawn, and each picked profile shows the failure.
 */
export async function syncRules(ports: Ports, opened?: OpenVault): Promise<OpenVault> {
  const vault = opened ?? (await openVault(ports));
  const { content } = vault;
  // The change that was just stored may have removed a credential.
  if (opened) await forgetTokens(ports, content.profiles);
  await dropEndedTabPicks(ports, content);
  const lookAgainAt = await watchForAbsence(ports, content);
  const picked = await allowedPicks(ports, content);
  const { issued: current, signIns, clocks } = await ports.session.read();
  const wanted = issuancesOf(picked);
  const now = ports.now();
  const canKeep = !isReadOnly(vault.envelope);
  const { outcomes, due, nextAt } = await planned(ports, picked, wanted, canKeep);
  const { issued, failures } = await issueDue(wanted, current, { now, tokens: outcomes, clocks });
  const signingIn = Object.values(signIns).filter(({ endsAt }) => endsAt > now);
  const signInPages = signingIn.map(pageOf);
  const { rules, crowdedOut } = wantedRules(picked, issued, ports.rules.browser, signInPages, [
    ...signInEndpointsOf(content.profiles),
    ...ports.revocations.endpoints(),
  ]);
  // The browser refuses all rules if there is one too many, so the tests' rules are dropped first.
  const all = [...rules, ...ports.tests.rules()].slice(0, RULES_AT_MOST);
  const change = diffRules(await ports.rules.installed(), all);

  const isChange = change.addRules.length + change.removeRuleIds.length > 0;
  // The alarm first: if the background dies below, the alarm wakes it to do the same work again.
  if (isChange) await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);
  await ports.session.write({ issued, failures: { ...failures, ...crowdedOut } });
  if (isChange) await update(ports, wanted, change);
  // An alarm, in case the background dies while it waits for a server.
  const tokensAt = due.length > 0 ? now + UNFINISHED_AFTER_MS : nextAt;
  const signInsAt = signingIn.map(({ endsAt }) => endsAt);
  await ports.wakeUp.set(Math.min(lookAgainAt, nextRenewal(issued), tokensAt, ...signInsAt));
  ports.tokens.want(due);
  return vault;
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
