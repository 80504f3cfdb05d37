/** Prepares a report of a problem, without names, sites or secrets. Nothing is sent. */
import type { AppState } from '../../domain/app-state';
import { browserName, systemName } from '../../platform/browser-info';
import { extensionVersion } from '../../platform/extension-info';
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';
import { useCopied } from '../use-copied';
import { problemReport } from './problem-report';
import './report.css';

interface ReportViewProps {
  readonly state: AppState;
}

export function ReportView({ state }: ReportViewProps) {
  const [copy, said] = useCopied();
  const report = problemReport(state, {
    version: extensionVersion(),
    browser: browserName(),
    system: systemName(),
  });
  return (
    <section class="stack">
      <Heading>{text('reportTitle')}</Heading>
      <p>{text('reportMeaning')}</p>
      <section class="stack">
        <h2>{text('reportFacts')}</h2>
        <p>{text('reportFactsMeaning')}</p>
        <pre class="report">{report}</pre>
        <div class="row">
          <button class="primary" type="button" onClick={() => void copy(report)}>
            {text('reportCopy')}
          </button>
          <span class="hint" role="status">
            {said}
          </span>
        </div>
      </section>
      <section class="stack">
        <h2>{text('reportWhere')}</h2>
        <p>{text('reportWhereMeaning')}</p>
        <p>{text('reportSecurity')}</p>
      </section>
    </section>
  );
}
