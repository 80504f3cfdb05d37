/** The issuer field: its lookup fills in the addresses of other fields. */
import { useRef, useState } from 'preact/hooks';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { IssuerAnswer } from '../../domain/proposal';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { discoveredFields, filledText } from './discovered-fields';
import { OwnName } from './own-name';
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
  const [found, setFound] = useState<IssuerAnswer>();
  // The user may type on before the answer arrives, so it goes to the latest props.
  const latest = useRef(props);
  latest.current = props;

  async function lookUp(issuer: string) {
    setFound(undefined);
    const answer = await discover(issuer, () => ask({ type: 'issuer/look-up', issuer }));
    if (!answer || latest.current.value !== issuer) return;
    setFound(answer);
    if ('metadata' in answer) {
      latest.current.onDiscovered(discoveredFields(scheme, answer.metadata));
    }
  }

  return (
    <>
      <Field
        label={label}
        kind="issuer"
        value={value}
        onInput={(typed) => {
          setFound(undefined);
          onInput(typed);
        }}
        onLeave={onLeave}
        hint={found ? undefined : text('issuerHint')}
        problem={problem ?? (failure && failureText(failure))}
        action={
          <button type="button" aria-disabled={busy} onClick={() => lookUp(value)}>
            {text(busy ? 'asking' : 'issuerLookUp')}
          </button>
        }
      />
      <div role="status">
        {found && 'metadata' in found && <p class="hint">{filledText(scheme, found)}</p>}
        {found && 'callsItself' in found && (
          <OwnName
            name={found.callsItself}
            busy={busy}
            onUse={() => {
              onInput(found.callsItself);
              void lookUp(found.callsItself);
            }}
          />
        )}
      </div>
    </>
  );
}
