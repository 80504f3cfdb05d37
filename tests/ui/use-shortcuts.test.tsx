// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useShortcuts } from '../../src/ui/use-shortcuts';

afterEach(cleanup);

const act = vi.fn();
const SHORTCUTS = { p: act };

function Page({ children }: { readonly children?: ComponentChildren }) {
  useShortcuts(SHORTCUTS);
  return <main>{children}</main>;
}

/** Presses P in the element that the selector names. @returns how often it acted. */
function pressIn(children: ComponentChildren, selector: string, more: object = {}): number {
  act.mockReset();
  render(<Page>{children}</Page>);
  const target = document.querySelector(selector);
  if (!target) throw new Error(`no ${selector}`);
  fireEvent.keyDown(target, { key: 'P', ...more });
  return act.mock.calls.length;
}

describe('a single key', () => {
  it.each([
    ['the page', <p key="1">text</p>, 'p'],
    ['a radio button', <input key="1" type="radio" />, 'input'],
    ['a checkbox', <input key="1" type="checkbox" />, 'input'],
    ['a button', <button key="1" type="button" />, 'button'],
  ])('acts in %s', (_, children, selector) => {
    expect(pressIn(children, selector)).toBe(1);
  });

  it.each([
    ['a drop-down', <select key="1" />, 'select'],
    ['a text area', <textarea key="1" />, 'textarea'],
    ['a text field', <input key="1" />, 'input'],
    ['a search field', <input key="1" type="search" />, 'input'],
    ['a passphrase', <input key="1" type="password" />, 'input'],
    ['an editable text', <div key="1" contentEditable />, 'main div'],
    [
      'what stands in an editable text',
      <div key="1" contentEditable={true} children={<b />} />,
      'b',
    ],
  ])('does nothing in %s', (_, children, selector) => {
    expect(pressIn(children, selector)).toBe(0);
  });

  it.each([
    ['a dialog', <dialog key="1" open={true} />],
    ['a menu', <div key="1" role="menu" />],
  ])('does nothing beside %s that is open', (_, open) => {
    expect(pressIn([open, <p key="2" />], 'p')).toBe(0);
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'])('does nothing with %s', (modifier) => {
    expect(pressIn(<p />, 'p', { [modifier]: true })).toBe(0);
  });
});
