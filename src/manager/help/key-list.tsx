/** Keys and what they do. */
import type { ComponentChildren } from 'preact';
import './key-list.css';

interface KeyListProps {
  readonly rows: readonly (readonly [keys: ComponentChildren, meaning: string])[];
}

export function KeyList({ rows }: KeyListProps) {
  return (
    <dl class="key-list">
      {rows.map(([keys, meaning]) => (
        <div key={meaning}>
          <dt>{meaning}</dt>
          <dd>{keys}</dd>
        </div>
      ))}
    </dl>
  );
}
