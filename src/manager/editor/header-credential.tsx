/** The credential of one header: typed, stored, or to be typed again. */
import type { CredentialReport, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CredentialFields } from './credential-fields';
import { type HeaderInput, initialFields } from './editor-draft';
import { HiddenSecret } from './hidden-secret';
import { StoredFacts } from './stored-facts';

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
  return (
    <>
      {lost && <p class="notice">{text('formCredentialLost')}</p>}
      {header.fields === undefined && !lost ? (
        <>
          <HiddenSecret
            meaning={text('formCredentialKept')}
            onReplace={() => onChange({ fields: initialFields(scheme) })}
          />
          {header.stored && <StoredFacts headerId={header.stored.id} ask={ask} />}
        </>
      ) : (
        scheme && (
          <CredentialFields
            scheme={scheme}
            header={{ ...header, fields: header.fields ?? initialFields(scheme) }}
            onChange={onChange}
            report={report}
            failureAt={failureAt}
            ask={ask}
          />
        )
      )}
    </>
  );
}
