/**
 * Finds the sign-in server of a site. The site's answer is shown; the server that it names is asked
 * only after the user has chosen it. Nothing is saved.
 */
import { useState } from 'preact/hooks';
import type { DescribedIssuer, SignInProposal } from '../../domain/proposal';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { OwnName } from './own-name';
import { useDiscovery } from './use-discovery';

interface FindSignInProps {
  /** The site's origin and path. */
  readonly address: string;
  readonly ask: Ask;
  /** @returns a text that says which fields were filled in. */
  readonly onDiscovered: (issuer: DescribedIssuer, scopes: readonly string[]) => string;
}

export function FindSignIn({ address, ask, onDiscovered }: FindSignInProps) {
  const { busy, failure, discover } = useDiscovery();
  const [proposal, setProposal] = useState<SignInProposal>();
  const [ownName, setOwnName] = useState<string>();
  const [outcome, setOutcome] = useState('');

  async function find() {
    setProposal(undefined);
    setOwnName(undefined);
    setOutcome('');
    setProposal(await discover(address, () => ask({ type: 'site/find-sign-in', url: address })));
  }

  async function lookUp(issuer: string, { scopes }: SignInProposal) {
    setOwnName(undefined);
    setOutcome('');
    const answer = await discover(issuer, () => ask({ type: 'issuer/look-up', issuer }));
    if (!answer) return;
    if ('metadata' in answer) setOutcome(onDiscovered(answer, scopes));
    else setOwnName(answer.callsItself);
  }

  return (
    <div class="field">
      <button class="quiet" type="button" aria-disabled={busy} onClick={find}>
        {text(busy ? 'asking' : 'findSignIn')}
      </button>
      <div class="stack" role="status">
        {proposal?.servers.map((issuer) => (
          <div class="notice field" key={issuer}>
            <p>{text('findSignInProposal', new URL(address).host, nameOf(issuer))}</p>
            <div class="row">
              <button type="button" aria-disabled={busy} onClick={() => lookUp(issuer, proposal)}>
                {text('findSignInUse', nameOf(issuer))}
              </button>
            </div>
          </div>
        ))}
        {proposal && ownName !== undefined && (
          <OwnName name={ownName} busy={busy} onUse={() => lookUp(ownName, proposal)} />
        )}
        {outcome !== '' && <p class="hint">{outcome}</p>}
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}

/** The host and the path, since one host can have several servers; in ASCII, as URL writes it. */
function nameOf(issuer: string): string {
  const { host, pathname } = new URL(issuer);
  return pathname === '/' ? host : host + pathname;
}
