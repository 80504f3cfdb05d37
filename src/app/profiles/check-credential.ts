/** Checks a credential while it is typed: its problems, doubts and public facts. */
import type { CredentialFields, CredentialReport } from '../../domain/credential';
import { AppError, type FieldProblem } from '../../domain/errors';
import { findScheme } from '../../schemes';
import type { Ports } from '../ports';
import { withStoredFields } from './stored-fields';
import { storedHeader } from './stored-header';

/** The input is not stored, and the report holds no secret. @param now - ms since the Unix epoch. */
export function checkCredential(
  schemeId: string,
  fields: CredentialFields,
  now: number,
): CredentialReport {
  try {
    const scheme = findScheme(schemeId);
    const credential = scheme.parse(fields);
    const headerNames = scheme.headerNames(credential);
    const { doubts = [], facts = [] } = scheme.inspect?.(credential, { now }) ?? {};
    const findings = doubts.map((doubt) => ({ ...doubt, severity: 'doubtful' }) as const);
    const minted = scheme.minted?.(credential, { now });
    return { headerNames, findings, facts, ...(minted && { minted }) };
  } catch (error) {
    return refusedReport(error);
  }
}

function refusedReport(error: unknown): CredentialReport {
  if (!(error instanceof AppError) || !error.field || !error.problem) throw error;
  const { field, problem } = error;
  return { findings: [{ field, problem, severity: 'refused' }], facts: [] };
}

interface TypedCredential {
  readonly schemeId: string;
  readonly fields: CredentialFields;
  /** The stored header, and its fields whose value stays. */
  readonly stored: { readonly headerId: string; readonly fields: readonly string[] };
}

/** The same for fields beside which stored values stay. The report holds none of those. */
export async function checkWithStored(
  ports: Ports,
  { schemeId, fields, stored }: TypedCredential,
): Promise<CredentialReport> {
  const header = await storedHeader(ports, stored.headerId);
  try {
    const whole = withStoredFields(findScheme(schemeId), fields, stored.fields, header);
    return checkCredential(schemeId, whole, ports.now());
  } catch (error) {
    return refusedReport(error);
  }
}

/**
 * @param accepted - The doubts that the user has answered with "use it as it is".
 * @throws {@link AppError} `credential-doubtful` naming the field of the first other doubt.
 */
export function refuseDoubts(report: CredentialReport, accepted: readonly FieldProblem[]): void {
  const doubt = report.findings.find(
    ({ severity, problem }) => severity === 'doubtful' && !accepted.includes(problem),
  );
  if (!doubt) return;
  const { field, problem } = doubt;
  throw new AppError('credential-doubtful', `${field}: ${problem}`, { field, problem });
}
