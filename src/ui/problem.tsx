/** An error beside its cause. A screen reader announces it when it appears. */
import type { ComponentChildren } from 'preact';

interface ProblemProps {
  readonly id?: string;
  readonly children: ComponentChildren;
}

export function Problem({ id, children }: ProblemProps) {
  return (
    <p class="problem" role="alert" id={id}>
      {children}
    </p>
  );
}
