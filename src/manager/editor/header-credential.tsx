/** The credential of one header: typed, stored, or to be typed again. */
import type { CredentialReport, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CredentialFields } from './credential-fields';
import { type Change, type HeaderInput, initialFields } from './editor-draft';
import { HiddenSecret } from './hidden-secret';
import { StoredFacts } from './stored-facts';
import type { Shown } from './use-shown-credential';

/** The same list at each render. */
const NONE: readonly string[] = [];

interface HeaderCredentialProps {
  readonly scheme: SchemeSummary | undefined;
  readonly header: HeaderInput;
  readonly onChange: (change: Change<HeaderInput>) => void;
  /** True if its stored credential is gone, so that the user has to type it again. */
  readonly lost: boolean;
  /** The stored credential. Undefined until the background has answered. */
  readonly shown: Shown | undefined;
  readonly report: CredentialReport | undefined;
  /** The problem that made a save fail, by the field of this header. */
  readonly failureAt: (field: string) => Failure | undefined;
  readonly ask: Ask;
}

export function HeaderCredential(props: HeaderCredentialProps) {
  const { scheme, header, onChange, lost, shown, report, failureAt, ask } = props;
  const isKept = header.fields === undefined && !lost;
  const shownOf = (now: HeaderInput) => {
    if (now.fields === undefined && !lost) return asStored(now, shown);
    return scheme ? withFields(now, scheme) : now;
  };
  return (
    <>
      {lost && <p class="notice">{text('formCredentialLost')}</p>}
      {isKept && shown && !shown.answer && (
        // Its scheme is unknown, or the header is gone.
        <HiddenSecret
          meaning={text('formCredentialKept')}
          onReplace={() => onChange({ fields: initialFields(scheme) })}
        />
      )}
      {scheme && (!isKept || shown?.answer) && (
        <CredentialFields
          scheme={scheme}
          header={shownOf(header)}
          tails={shown?.answer?.tails ?? {}}
          onChange={(change) =>
            onChange(typeof change === 'function' ? (now) => change(shownOf(now)) : change)
          }
          report={isKept ? mintedOnly(report) : report}
          failureAt={failureAt}
          ask={ask}
        />
      )}
      {isKept && header.stored && <StoredFacts headerId={header.stored.id} ask={ask} />}
    </>
  );
}

/** The stored credential as the form shows it before the user changes anything. */
export function asStored(header: HeaderInput, shown: Shown | undefined): HeaderInput {
  return { ...header, fields: shown?.answer?.fields, storedFields: shown?.answer?.kept ?? NONE };
}

/** A stored value is in use: its facts stand below, and only a typed value is judged. */
function mintedOnly(report: CredentialReport | undefined): CredentialReport | undefined {
  return report?.minted && { findings: [], facts: [], minted: report.minted };
}

function withFields(header: HeaderInput, scheme: SchemeSummary): HeaderInput {
  return { ...header, fields: header.fields ?? initialFields(scheme) };
}
