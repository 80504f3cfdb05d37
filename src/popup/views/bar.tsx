/** The top of the popup. */
import type { ComponentChildren } from 'preact';
import { text } from '../../platform/texts';
import { leaveFor } from '../leave';

interface BarProps {
  readonly children: ComponentChildren;
}

export function Bar({ children }: BarProps) {
  return (
    <header class="bar">
      <img src="/icons/key-32.png" alt="" />
      <strong>Keybearer</strong>
      {children}
    </header>
  );
}

export function ManageButton() {
  return (
    <button class="quiet" type="button" onClick={() => void leaveFor('')}>
      {text('manage')}
    </button>
  );
}
