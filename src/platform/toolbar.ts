/**
 * The toolbar button: icon, badge and title of every tab, and of single tabs.
 *
 * Chromium may keep a value without a tab's id on the disk, so it holds no name. A value with a tab's id
 * is gone when the tab opens another page, in both browsers.
 */
import type { Toolbar } from '../app/ports';
import { initialsOf } from '../domain/initials';
import type { TabFace } from '../domain/toolbar-face';
import { ATTENTION_COLOUR, BADGE_COLOURS, BADGE_LETTERS } from './badge-colours';
import { browser } from './extension-api';
import { type TextKey, text } from './texts';

const ICONS: Readonly<Record<TabFace['kind'], string>> = {
  'not-set-up': 'key-new',
  locked: 'key-locked',
  unreadable: 'key',
  paused: 'key-paused',
  idle: 'key-idle',
  off: 'key-off',
  'in-use': 'key',
  attention: 'key',
};

const TITLES: Readonly<Record<TabFace['kind'], TextKey>> = {
  'not-set-up': 'toolbarNotSetUp',
  locked: 'toolbarLocked',
  unreadable: 'toolbarUnreadable',
  paused: 'toolbarPaused',
  idle: 'toolbarIdle',
  off: 'toolbarOff',
  'in-use': 'toolbarInUse',
  attention: 'toolbarAttention',
};

/** Without a number: the face of every tab that has none of its own. */
type Tab = number | undefined;

/** The faces that are shown, so that only changes cost a call. */
const shown = new Map<Tab, string>();

export const toolbar: Toolbar = {
  showEverywhere: (face) => show(face),
  showIn: (tabId, face) => show(face, tabId),
  forget: (tabId) => void shown.delete(tabId),
};

async function show(face: TabFace, tabId?: number): Promise<void> {
  const wanted = JSON.stringify(face);
  if (shown.get(tabId) === wanted) return;
  shown.set(tabId, wanted);
  try {
    await paint(face, tabId);
  } catch (error) {
    shown.delete(tabId);
    // The tab was closed meanwhile; a face of every tab cannot fail like that.
    if (tabId === undefined) throw error;
  }
}

async function paint(face: TabFace, tabId: Tab): Promise<void> {
  const tab = tabId === undefined ? {} : { tabId };
  const { action } = browser;
  const badge = badgeOf(face);
  await Promise.all([
    action.setIcon({ path: iconsOf(ICONS[face.kind]), ...tab }),
    action.setTitle({ title: titleOf(face), ...tab }),
    action.setBadgeText({ text: badge.text, ...tab }),
    action.setBadgeBackgroundColor({ color: badge.colour, ...tab }),
    action.setBadgeTextColor({ color: BADGE_LETTERS, ...tab }),
  ]);
}

function badgeOf(face: TabFace): { readonly text: string; readonly colour: string } {
  // First: a page must not hide it by a request that is refused.
  if ('production' in face && face.production === 'armed') {
    return { text: PRODUCTION.armed, colour: ATTENTION_COLOUR };
  }
  if (face.kind === 'attention' || face.kind === 'unreadable') {
    return { text: '!', colour: ATTENTION_COLOUR };
  }
  const { named, production } = { named: undefined, production: undefined, ...face };
  const colour = named ? BADGE_COLOURS[named.colour] : ATTENTION_COLOUR;
  if (production) return { text: PRODUCTION[production], colour };
  if ('endsSoon' in face) {
    return { text: text('toolbarLastMinute'), colour: BADGE_COLOURS[named?.colour ?? 'grey'] };
  }
  if (!named) return { text: '', colour };
  return { text: initialsOf(named.name), colour: BADGE_COLOURS[named.colour] };
}

/** In words: the colours of the profiles are the user's own. The title has the name. */
const PRODUCTION = { reads: 'PROD', armed: 'ARM!' } as const;

function titleOf(face: TabFace): string {
  const title = plainTitleOf(face);
  const marked =
    'production' in face && face.production
      ? text(face.production === 'armed' ? 'toolbarArmed' : 'toolbarProduction', title)
      : title;
  return 'endsSoon' in face ? text('toolbarEndsSoon', marked) : marked;
}

function plainTitleOf(face: TabFace): string {
  const named = 'named' in face ? face.named : undefined;
  if (face.kind === 'off' && face.onlyHere) return text('toolbarOffInTab');
  if (!named) return text(TITLES[face.kind]);
  const { name, status } = named;
  const host = named.onlyHere ? text('toolbarOnlyInTab', named.host) : named.host;
  if (status !== undefined) return text('toolbarNamedStatus', name, host, String(status));
  return text(face.kind === 'attention' ? 'toolbarNamedAttention' : 'toolbarNamed', name, host);
}

function iconsOf(name: string) {
  return { 16: `/icons/${name}-16.png`, 32: `/icons/${name}-32.png` };
}
