import { describe, expect, it, vi } from 'vitest';
import type { TextKey } from '../../../src/platform/texts';
import type { Command, Query } from '../../../src/protocol/messages';
import { textOf } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

/**
 * `bin`: what it leaves out goes to the bin. `back`: the same page takes it back, and nothing is lost.
 * `adds`: it deletes nothing. `typed`: it drops what was typed and never saved, as the page says. Else the
 * texts that say before the action that it cannot be undone.
 */
type Fate = 'bin' | 'back' | 'adds' | 'typed' | readonly TextKey[];

/** A new command does not compile until it is judged here. */
const FATES: Readonly<Record<Command['type'], Fate>> = {
  'state/read': 'adds',
  'vault/create': 'adds',
  'vault/unlock': 'adds',
  'vault/unlock-by-passkey': 'adds',
  'vault/lock': 'back',
  'vault/confirm': 'adds',
  'vault/confirm-by-passkey': 'adds',
  'vault/change-passphrase': ['passkeysKeepHint'],
  'vault/restore': ['restoreMeaning'],
  'vault/start-over': ['startOverMeaning'],
  'passkey/add': 'adds',
  'passkey/remove': ['passkeyRemoveMeaning', 'passkeysKeepHint'],
  'notice/dismiss': 'adds',
  'unrevoked/dismiss': 'adds',
  'news/dismiss': 'adds',
  'draft/keep': 'adds',
  'draft/clear': 'back',
  'draft/discard': 'bin',
  'replacement/keep': 'adds',
  'replacement/discard': 'typed',
  'settings/change': 'back',
  'activity/clear': ['activityClear'],
  'backup/restore': 'bin',
  'profile/save': 'bin',
  'profile/remove': 'bin',
  'profile/colour': 'back',
  'bin/undo': 'back',
  'bin/restore': 'back',
  'bin/delete': ['deleteNowMeaning', 'deleteForGood'],
  'bin/empty': ['deleteNowMeaning', 'deleteForGood'],
  'profile/duplicate': 'adds',
  'profile/add-site': 'adds',
  'profile/add-caller': 'adds',
  'call/decline': 'back',
  'widening/keep': 'adds',
  'widening/remove': 'back',
  'token/renew': 'adds',
  'credential/replace': 'bin',
  'credential/confirm': 'bin',
  'credential/go-back': 'back',
  'pick/set': 'back',
  'pick/extra': 'back',
  'pick/extras-alone': 'back',
  'pick/end': 'back',
  'pick/end-seen': 'adds',
  'pick/many': 'back',
  'pick/arm': 'back',
  'pick/disarm': 'back',
  'pick/everywhere': 'back',
  'pick/in-tab': 'back',
  'pick/end-in-tab': 'back',
  'tab-picks/dismiss': 'adds',
  'clock/confirm': 'adds',
  'import/save': 'adds',
  'import/keep': 'adds',
  'import/forget': 'typed',
  'share/import': 'adds',
};

/** Those of the queries that change something outside. */
const OUTSIDE: Partial<Readonly<Record<Query['type'], Fate>>> = {
  'sign-out': ['signOutMeaning'],
  'sign-in/cancel': 'back',
};

const said = Object.entries({ ...FATES, ...OUTSIDE }).flatMap(([type, fate]) =>
  typeof fate === 'string' ? [] : fate.map((key) => [type, key] as const),
);

describe('an action that changes something for good', () => {
  it.each([
    ...said,
    ['draft/discard of a vault that can only be read', 'draftRestoredForGood'] as const,
  ])('%s says so before: %s', (_, key) => {
    expect(textOf(key)).toMatch(/cannot be undone|for good/);
  });

  it.each(['draftRestored', 'formRemoveHeaderHint', 'keptEarlierForget', 'keptNewerForget'])(
    'is none where the bin is, and the page says that too: %s',
    (key) => {
      expect(textOf(key)).toContain('bin');
    },
  );
});
