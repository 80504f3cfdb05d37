/**
 * Decides the face of the toolbar button: in every tab, and in a tab whose site Keybearer knows. Pure.
 *
 * Only the face of a tab may hold a name. Chromium may keep the other one on the disk.
 */
import { type ActivityEntry, isFine } from './activity';
import type { AppState, OpenState } from './app-state';
import { armedFor } from './arming';
import { headersSetAt, sentAt } from './extras';
import { needsAttention } from './needs-attention';
import type { Colour, ProfileId } from './profile';
import type { Origin } from './site';
import { isOfPicked, siteStatus } from './site-status';
import { asInTab, tabPickAt } from './tab-picks';
import type { Cause } from './verdict';

/** `idle`: no profile is for this page, or the browser does not tell its address. */
export interface PlainFace {
  readonly kind: 'not-set-up' | 'locked' | 'unreadable' | 'paused' | 'idle';
}

export type TabFace =
  | PlainFace
  | {
      readonly kind: 'off';
      /** Only in this tab. Absent: on the whole site. */
      readonly onlyHere?: true;
    }
  | {
      readonly kind: 'in-use' | 'attention';
      /** Absent: the user wants no names there. */
      readonly named?: NamedProfile;
      /** Absent: no profile that is sent there is for production. */
      readonly production?: 'reads' | 'armed';
      /** It goes off within a minute. Absent: no. */
      readonly endsSoon?: true;
    };

export interface NamedProfile {
  readonly name: string;
  readonly colour: Colour;
  /** With its port. */
  readonly host: string;
  /** Picked in this tab only. Absent: on the whole site. */
  readonly onlyHere?: true;
  /** The status of the tab's last request that carried the header. */
  readonly status?: number;
}

/** The user can do something about these; a rate limit or a failed server passes by itself. */
const TROUBLES: readonly Cause[] = [
  'not-issued',
  'overridden',
  'wrong-scheme',
  'credentials-refused',
  'token-expired',
  'missing-scope',
  'address-not-allowed',
  'nonce-used',
  'code-refused',
  'forbidden',
  'clock-far-off',
];

export function faceOfAll(state: AppState): PlainFace {
  if (state.vault === 'missing') return { kind: 'not-set-up' };
  if (state.vault === 'locked') return { kind: 'locked' };
  if (state.vault !== 'unlocked') return { kind: 'unreadable' };
  return { kind: state.settings.paused ? 'paused' : 'idle' };
}

/**
 * @param origin - The site that the tab shows. Undefined: the browser does not tell it.
 * @param seen - The request that the popup shows for the tab.
 */
export function faceOfTab(
  ofAll: AppState,
  origin: Origin | undefined,
  seen?: ActivityEntry,
  tabId?: number,
): TabFace {
  const everywhere = faceOfAll(ofAll);
  if (ofAll.vault !== 'unlocked' || everywhere.kind !== 'idle' || !origin) return everywhere;
  const state = asInTab(ofAll, tabId);
  const onlyHere = tabPickAt(ofAll, tabId, origin) && { onlyHere: true as const };
  const status = siteStatus(state, origin);
  // The picked profile, or the first extra where only extras have a header.
  const [first] = headersSetAt(origin, sentAt(state, origin));
  const isSent = !('cause' in status) || status.cause === 'not-allowed' || isOfPicked(status);
  if (!isSent || !first) {
    const isIdle = 'cause' in status && status.cause === 'no-profile';
    return isIdle ? { kind: 'idle' } : { kind: 'off', ...onlyHere };
  }
  const { profile } = first;
  const own = seen && isOfHeader(seen, profile.id) ? seen : undefined;
  const isTroubled = own !== undefined && TROUBLES.includes(own.verdict.cause);
  const kind = isTroubled || needsAttention(state, origin) ? 'attention' : 'in-use';
  const marked = markOf(state, origin);
  const soon = state.pickEnds?.[origin]?.isLastMinute && { endsSoon: true as const };
  if (!state.settings.namesInToolbar) return { kind, ...marked, ...soon };
  const { name, colour } = profile;
  const { host } = new URL(origin);
  return {
    kind,
    ...marked,
    ...soon,
    named: {
      name,
      colour,
      host,
      ...onlyHere,
      ...(own?.status !== undefined && { status: own.status }),
    },
  };
}

/** The picked one, or an extra: one that is armed is enough. */
function markOf(state: OpenState, origin: Origin): { readonly production?: 'reads' | 'armed' } {
  const guarded = headersSetAt(origin, sentAt(state, origin)).filter(
    ({ profile }) => profile.production,
  );
  if (guarded.length === 0) return {};
  const isArmed = guarded.some(({ profile }) => armedFor(state.armed, profile, origin));
  return { production: isArmed ? 'armed' : 'reads' };
}

/** A foreign page or another profile caused the other entries: they say nothing about this header. */
function isOfHeader({ profileId, verdict }: ActivityEntry, shown: ProfileId): boolean {
  if (profileId !== shown) return false;
  return isFine(verdict) || TROUBLES.includes(verdict.cause) || ANSWERED.includes(verdict.cause);
}

/** Answers that are not about the credential. */
const ANSWERED: readonly Cause[] = [
  'rate-limited',
  'server-failed',
  'refused-otherwise',
  'clock-off',
];
