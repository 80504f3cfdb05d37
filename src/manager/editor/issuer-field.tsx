/** The issuer field: its lookup fills in the addresses of other fields. */
import { useRef, useState } from 'preact/hooks';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { discoveredFields, filledText } from './discovered-fields';
import { useDiscovery } from './use-discovery';

interface IssuerFieldProps {
  readonly scheme: SchemeSummary;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
  readonly problem: string | undefined;
  readonly onDiscovered: (fields: CredentialFields) => void;
  readonly ask: Ask;
}

export function IssuerField(props: IssuerFieldProps) {
  const { scheme, label, value, onInput, onLeave, problem, ask } = props;
  const { busy, failure, discover } = useDiscovery();
  const [filled, setFilled] = useState<CredentialFields>();
  // The user may type on before the answer arrives, so it goes to the latest props.
  const latest = useRef(props);
  latest.current = props;

  async function lookUp() {
    setFilled(undefined);
    const metadata = await discover(value, () => ask({ type: 'issuer/look-up', issuer: value }));
    if (!metadata || latest.current.value !== value) return;
    const fields = discoveredFields(scheme, metadata);
    setFilled(fields);
    latest.current.onDiscovered(fields);
  }

  return (
    <>
      <Field
        label={label}
        kind="issuer"
        value={value}
        onInput={onInput}
        onLeave={onLeave}
        hint={filled ? undefined : text('issuerHint')}
        problem={problem ?? (failure && failureText(failure))}
        action={
          <button type="button" aria-disabled={busy} onClick={lookUp}>
            {text(busy ? 'asking' : 'issuerLookUp')}
          </button>
        }
      />
      <p class="hint" role="status">
        {filled && filledText(scheme, filled)}
      </p>
    </>
  );
}
