/** The credential of one header: typed, stored, or to be typed again. */
import type { CredentialReport, SchemeSummary, ShownCredential } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CredentialFields } from './credential-fields';
import { type HeaderInput, initialFields } from './editor-draft';
import { HiddenSecret } from './hidden-secret';
import { StoredFacts } from './stored-facts';
import { useShownCredential } from './use-shown-credential';

interface HeaderCredentialProps {
  readonly scheme: SchemeSummary | undefined;
  readonly header: HeaderInput;
  readonly onChange: (change: Partial<HeaderInput>) => void;
  /** True if its stored credential is gone, so that the user has to type it again. */
  readonly lost: boolean;
  readonly report: CredentialReport | undefined;
  /** The problem that made a save fail, by the field of this header. */
  readonly failureAt: (field: string) => Failure | undefined;
  readonly ask: Ask;
}

export function HeaderCredential(props: HeaderCredentialProps) {
  const { scheme, header, onChange, lost, report, failureAt, ask } = props;
  const shown = useShownCredential(ask, header);
  const isKept = header.fields === undefined && !lost;
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
          header={isKept ? asStored(header, shown?.answer) : withFields(header, scheme)}
          tails={shown?.answer?.tails ?? {}}
          onChange={onChange}
          report={report}
          failureAt={failureAt}
          ask={ask}
        />
      )}
      {isKept && header.stored && <StoredFacts headerId={header.stored.id} ask={ask} />}
    </>
  );
}

/** The stored credential as the form shows it before the user changes anything. */
function asStored(header: HeaderInput, shown: ShownCredential | undefined): HeaderInput {
  return { ...header, fields: shown?.fields, storedFields: shown?.kept ?? [] };
}

function withFields(header: HeaderInput, scheme: SchemeSummary): HeaderInput {
  return { ...header, fields: header.fields ?? initialFields(scheme) };
}
