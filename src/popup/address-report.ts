/**
 * The report on the very address that the tab shows, by the background's rules, as *Check* explains it
 * (`src/diagnosis/explain.ts`). Loaded after the first paint.
 */
import type { Ask } from '../protocol/messages';
import type { SiteReport } from './site-report';

/**
 * @param report - On the site: its headers are set, at some addresses at least.
 * @returns only the headers that the address carries, or the reason why it carries none.
 */
export async function addressReport(
  ask: Ask,
  report: Extract<SiteReport, { headers: unknown }>,
  url: string,
): Promise<SiteReport> {
  const question = { url, way: 'opened', method: 'GET', page: '' } as const;
  const answer = await ask({ type: 'diagnosis/explain', question });
  if (!answer?.ok) return { kind: 'pending' };
  if (answer.advice) {
    const { headers, signIn } = report;
    return {
      kind: 'no-header',
      problem: answer.advice.verdict,
      headers,
      ...(signIn && { signIn }),
    };
  }
  const carried = answer.carries.map((line) => line.split(':', 1).join().toLowerCase());
  return {
    ...report,
    headers: report.headers.filter(
      ({ name, status }) =>
        status.state === 'failed' ||
        name.split(', ').some((each) => carried.includes(each.toLowerCase())),
    ),
  };
}
