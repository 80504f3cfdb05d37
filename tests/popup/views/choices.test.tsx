// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { SchemeSummary } from '../../../src/domain/credential';
import type { Origin } from '../../../src/domain/site';
import { Choices } from '../../../src/popup/views/choices';
import type { RowEvents } from '../../../src/popup/views/row-actions';
import { profileOf, siteOf } from '../../support/app-states';
import { asked } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => {
  asked.length = 0;
  // The test's DOM has no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => {} });
});
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const profiles = [profileOf(1, [origin]), profileOf(2, [origin, siteOf(7)])];
const schemes: readonly SchemeSummary[] = [
  { id: 'bearer', fields: [{ name: 'token', kind: 'secret' }] },
  {
    id: 'basic',
    fields: [
      { name: 'username', kind: 'text' },
      { name: 'password', kind: 'secret' },
    ],
  },
];

function draw(shown: readonly ProfileSummary[] = profiles) {
  const onChoose = vi.fn();
  const events = {
    onEdit: vi.fn(),
    onReplace: vi.fn(),
    onDuplicate: vi.fn(),
    onEverywhere: vi.fn(),
    onPanel: vi.fn(),
    onEnd: vi.fn(),
  } satisfies RowEvents;
  render(<Choices profiles={shown} picked={null} {...{ onChoose, schemes, events }} />);
  radios()[0]?.focus();
  return { onChoose, events };
}

const radios = () => screen.getAllByRole<HTMLInputElement>('radio');
const focusedRow = () => radios().findIndex((radio) => radio.matches(':focus'));
const dots = (row: number) => screen.getByRole('button', { name: `More for Profile ${row}` });
const items = () => screen.queryAllByRole('menuitem', { hidden: true });
const focusedItem = () => document.activeElement?.textContent;

/** @returns whether the browser may go on with what the key does. */
function press(key: string, more: object = {}): boolean {
  const target = document.activeElement ?? document.body;
  const event = createEvent.keyDown(target, { key, ...more });
  fireEvent(target, event);
  return !event.defaultPrevented;
}

async function openMenu(row: number, shown?: readonly ProfileSummary[]) {
  const drawn = draw(shown);
  dots(row).focus();
  fireEvent.click(dots(row));
  await vi.waitFor(() => expect(focusedItem()).toBe('Edit'));
  return drawn;
}

describe('Choices', () => {
  it.each([
    ['ArrowDown', 1],
    ['ArrowRight', 1],
    ['ArrowUp', 2],
    ['ArrowLeft', 2],
  ])('%s only moves, and leaves the browser nothing to pick', (key, to) => {
    const { onChoose } = draw();

    expect(press(key)).toBe(false);

    expect(focusedRow()).toBe(to);
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('picks by Enter', () => {
    const { onChoose } = draw();

    press('ArrowDown');
    press('Enter');

    expect(onChoose).toHaveBeenCalledExactlyOnceWith('profile-1');
  });
});

describe('the menu of a row', () => {
  it.each([
    ['the menu key', 'ContextMenu', {}],
    ['Shift and F10', 'F10', { shiftKey: true }],
  ])('opens by %s on the row', async (_, key, more) => {
    draw();
    press('ArrowDown');

    expect(press(key, more)).toBe(false);

    await vi.waitFor(() => expect(focusedItem()).toBe('Edit'));
    expect(dots(1).getAttribute('aria-expanded')).toBe('true');
  });

  it('opens by the arrow on its button, which moves nothing', async () => {
    draw();
    dots(1).focus();

    press('ArrowDown');

    await vi.waitFor(() => expect(focusedItem()).toBe('Edit'));
  });

  it('offers what the profile can do', async () => {
    await openMenu(1);

    expect(items().map((item) => item.textContent)).toEqual([
      'Edit',
      'Replace credential',
      'Duplicate',
      'Copy',
      'Test',
    ]);
  });

  it('moves by the arrow keys, around the ends', async () => {
    await openMenu(1);

    for (const [key, name] of [
      ['ArrowDown', 'Replace credential'],
      ['End', 'Test'],
      ['ArrowDown', 'Edit'],
      ['ArrowUp', 'Test'],
      ['Home', 'Edit'],
    ] as const) {
      expect(press(key)).toBe(false);
      expect(focusedItem(), key).toBe(name);
    }
  });

  it('closes by Escape, which does not reach the popup, and gives the focus back', async () => {
    const { events } = await openMenu(1);

    expect(press('Escape')).toBe(false);

    await vi.waitFor(() => expect(items()).toEqual([]));
    expect(document.activeElement).toBe(dots(1));
    // Asked when the menu opens whether it offers an end.
    const { onEnd: _, ...done } = events;
    for (const event of Object.values(done)) expect(event).not.toHaveBeenCalled();
  });

  it.each([
    ['Edit', 'onEdit', ['profile-1']],
    ['Replace credential', 'onReplace', ['profile-1']],
    ['Duplicate', 'onDuplicate', [profiles[0]]],
    ['Copy', 'onPanel', ['profile-1', 'copy']],
    ['Test', 'onPanel', ['profile-1', 'test']],
  ] as const)('%s', async (name, event, args) => {
    const { events } = await openMenu(1);

    fireEvent.click(screen.getByText(name));

    expect(events[event]).toHaveBeenCalledExactlyOnceWith(...args);
    await vi.waitFor(() => expect(items()).toEqual([]));
  });

  it('uses a profile on all its sites, and asks the browser for them in the same click', async () => {
    const { events } = await openMenu(2);

    fireEvent.click(screen.getByText('Use on all its 2 sites'));

    expect(events.onEverywhere).toHaveBeenCalledExactlyOnceWith('profile-2');
    expect(asked).toEqual(['https://api.test/*', 'https://api7.test/*']);
  });

  it.each([
    ['Sign in', 'oauth2-authorization-code', { signedIn: false }],
    ['Get a new token', 'oauth2-authorization-code', { signedIn: true, getsToken: true }],
    ['Replace token', 'bearer', {}],
    ['Replace credential', 'basic', {}],
  ] as const)('offers the way to another credential: %s', async (name, schemeId, more) => {
    const [profile] = profiles;
    const [header] = profile?.headers ?? [];
    if (!profile || !header) throw new Error('no header');

    const { events } = await openMenu(1, [
      { ...profile, headers: [{ ...header, schemeId, ...more }] },
    ]);
    fireEvent.click(screen.getByText(name));

    expect(events.onReplace).toHaveBeenCalledExactlyOnceWith('profile-1');
  });
});

it('gives a production profile no digit, and says what it is', () => {
  const production = { readPaths: [] };
  draw([{ ...profileOf(1, [origin]), production }, profileOf(2, [origin])]);

  const [, guarded, other] = radios();

  expect(guarded?.dataset.noDigit).toBe('true');
  expect(other?.hasAttribute('data-no-digit')).toBe(false);
  expect(guarded?.closest('label')?.textContent).toContain('production');
});
