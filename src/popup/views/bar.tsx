/** The bar at the top of the popup: the name, and the buttons that are always there. */
import type { ComponentChildren } from 'preact';

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
