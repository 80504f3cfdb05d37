/** States as the background publishes them, with as many profiles as wanted. */
import type {
  AppState,
  LockedState,
  MissingState,
  OpenState,
  ProfileSummary,
  SharedState,
  UnreadableState,
} from '../../src/domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings';
import { type Origin, WHOLE_ORIGIN } from '../../src/domain/site';
import type { CopyFinding } from '../../src/domain/stored-copy';

const SHARED: SharedState = { refusedMessages: 0, updateWaiting: false, schemes: [] };

/** The state of an empty vault. */
export const EMPTY_STATE: OpenState = {
  ...SHARED,
  vault: 'unlocked',
  profiles: [],
  profileCount: 0,
  picks: {},
  extras: {},
  allowed: [],
  clocks: [],
  settings: DEFAULT_SETTINGS,
  readOnly: false,
  passkeys: [],
  passkeyRequests: [],
  drafts: [],
  replacements: [],
  news: [],
  widenings: [],
  binCount: 0,
  backup: { isDue: false },
};

export const siteOf = (index: number) => `https://api${index}.test` as Origin;

/** A profile named for its number, on the origins given or on one of its own. */
export function profileOf(
  index: number,
  origins: readonly Origin[] = [siteOf(index)],
): ProfileSummary {
  return {
    id: `profile-${index}` as ProfileId,
    revision: 1,
    name: `Profile ${index}`,
    colour: 'grey',
    note: '',
    sites: origins.map((origin) => ({ origin, path: WHOLE_ORIGIN })),
    headers: [
      {
        id: `header-${index}` as HeaderSpecId,
        schemeId: 'basic',
        headerNames: ['Authorization'],
        paths: [],
        methods: [],
        tokenOrigins: [],
        status: { state: 'idle' },
      },
    ],
    callers: [],
    strict: false,
    ownForms: false,
    ownPictures: false,
    allowCache: false,
    allowHttp: false,
  };
}

/** An unlocked vault with these profiles. */
export function stateOf(
  profiles: readonly ProfileSummary[],
  picks: OpenState['picks'] = {},
): OpenState {
  return {
    ...EMPTY_STATE,
    profiles,
    profileCount: profiles.length,
    picks,
    // Cast: the keys of picks are origins; `keys` forgets it.
    allowed: Object.keys(picks) as Origin[],
  };
}

export function withSettings(state: OpenState, change: Partial<Settings>): OpenState {
  return { ...state, settings: { ...state.settings, ...change } };
}

/** `count` profiles, each on a site of its own, the first `picked` of them picked there. */
export function stateOfMany(count: number, picked = 0): OpenState {
  const profiles = Array.from({ length: count }, (_, index) => profileOf(index));
  const picks = profiles.slice(0, picked).map(({ id }, index) => [siteOf(index), id] as const);
  return stateOf(profiles, Object.fromEntries(picks));
}

export const LOCKED: LockedState = { ...SHARED, vault: 'locked', passkeyRequests: [], locks: 0 };

export const MISSING: MissingState = { ...SHARED, vault: 'missing' };

export function damaged(copies: readonly CopyFinding[] = []): UnreadableState {
  return { ...SHARED, vault: 'damaged', copies };
}

/** The state of a vault that has to be open. */
export function opened(state: AppState): OpenState {
  if (state.vault !== 'unlocked') throw new Error(`the vault is ${state.vault}`);
  return state;
}
