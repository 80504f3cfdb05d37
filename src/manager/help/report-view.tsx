/** Prepares a report of a problem, without names, sites or secrets. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

interface ReportViewProps {
  readonly state: OpenState;
}

export function ReportView(_: ReportViewProps) {
  return (
    <section class="stack">
      <Heading>{text('reportTitle')}</Heading>
    </section>
  );
}
