/**
 * The text of a problem report. It has numbers, codes and switches, and nothing that a user has typed:
 * no name, note, site, user name or credential. Its words are the same in each language, since
 * developers read it.
 */
import type { AppState, HeaderSummary, OpenState } from '../../domain/app-state';

export interface Surroundings {
  readonly version: string;
  /** Such as "Chrome 147". */
  readonly browser: string;
  readonly system: string;
}

export function problemReport(state: AppState, { version, browser, system }: Surroundings): string {
  const lines = [
    `Keybearer ${version}`,
    `browser: ${browser}`,
    `system: ${system}`,
    `vault: ${state.vault}`,
    ...('lockedBy' in state ? [`locked by: ${state.lockedBy}`] : []),
    ...('copies' in state
      ? state.copies.map(({ place, which, state: found }) => `copy: ${place} ${which} ${found}`)
      : []),
    ...(state.notice ? [`notice: ${state.notice}`] : []),
    `refused messages: ${state.refusedMessages}`,
    `update waiting: ${yesOrNo(state.updateWaiting)}`,
    ...(state.vault === 'unlocked' ? openLines(state) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function openLines(state: OpenState): string[] {
  const { profiles, settings } = state;
  const headers = profiles.flatMap((profile) => profile.headers);
  const known = new Set(state.schemes.map(({ id }) => id));
  // An id that this version does not know comes from the stored vault, so it may be any text.
  const schemeOf = ({ schemeId }: HeaderSummary) => (known.has(schemeId) ? schemeId : 'unknown');
  return [
    `read-only: ${yesOrNo(state.readOnly)}`,
    `lock after: ${settings.autoLockMinutes} min`,
    ...(
      [
        'lockWithComputer',
        'observes',
        'singleKeys',
        'digitsPick',
        'namesInToolbar',
        'paused',
      ] as const
    ).map((name) => `${name}: ${yesOrNo(settings[name])}`),
    `profiles: ${state.profileCount}`,
    `sites in use: ${Object.keys(state.picks).length}, allowed: ${state.allowed.length}`,
    `passkeys: ${state.passkeys.length}`,
    `unsaved forms: ${state.drafts.length}`,
    `in the bin: ${state.binCount}`,
    `headers by scheme: ${counted(headers.map(schemeOf))}`,
    `headers by status: ${counted(headers.map(({ status }) => status.state))}`,
    `problems: ${counted(headers.flatMap(problemOf))}`,
    `server clocks: ${counted(state.clocks.map((clock) => clock.state))}`,
  ];
}

function problemOf({ status }: HeaderSummary): string[] {
  if (status.state !== 'failed') return [];
  const { code, problem } = status.failure;
  return [problem ? `${code} (${problem})` : code];
}

/** @returns such as "basic 2, bearer 1", the commonest first. */
function counted(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([a, of], [b, than]) => than - of || a.localeCompare(b));
  return sorted.map(([value, count]) => `${value} ${count}`).join(', ') || 'none';
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
