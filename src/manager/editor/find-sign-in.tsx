/**
 * Asks the site how one signs in there. What it says is shown, and the server that it names is asked
 * only once the user has chosen it; nothing is saved by that.
 */
import { useState } from 'preact/hooks';
import type { IssuerMetadata, SignInProposal } from '../../domain/proposal';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { useDiscovery } from './use-discovery';

interface FindSignInProps {
  /** Of the site, with the path. */
  readonly address: string;
  readonly ask: Ask;
  /** @returns what has been made of it, to be said. */
  readonly onTold: (told: IssuerMetadata, scopes: readonly string[]) => string;
}

export function FindSignIn({ address, ask, onTold }: FindSignInProps) {
  const { busy, failure, discover } = useDiscovery();
  const [proposal, setProposal] = useState<SignInProposal>();
  const [outcome, setOutcome] = useState('');

  async function find() {
    setProposal(undefined);
    setOutcome('');
    setProposal(await discover(address, () => ask({ type: 'site/find-sign-in', url: address })));
  }

  async function lookUp(issuer: string, { scopes }: SignInProposal) {
    setOutcome('');
    const told = await discover(issuer, () => ask({ type: 'issuer/look-up', issuer }));
    if (told) setOutcome(onTold(told, scopes));
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
        {outcome !== '' && <p class="hint">{outcome}</p>}
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
    </div>
  );
}

/** The host first, and what tells servers of one host apart: as URL writes it, in ASCII. */
function nameOf(issuer: string): string {
  const { host, pathname } = new URL(issuer);
  return pathname === '/' ? host : host + pathname;
}
