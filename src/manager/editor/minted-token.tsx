/** The header and the claims of a token that Keybearer signs, as they would be now. */
import type { MintedToken as Minted } from '../../domain/credential';
import { text } from '../../platform/texts';

interface MintedTokenProps {
  readonly minted: Minted;
}

export function MintedToken({ minted: { header, claims } }: MintedTokenProps) {
  return (
    <details class="minted" open>
      <summary>{text('mintedTitle')}</summary>
      <dl class="stack">
        <div>
          <dt>{text('mintedHeader')}</dt>
          <dd>
            <pre>{header}</pre>
          </dd>
        </div>
        <div>
          <dt>{text('mintedClaims')}</dt>
          <dd>
            <pre>{claims}</pre>
          </dd>
        </div>
      </dl>
      <p class="hint">{text('mintedMeaning')}</p>
    </details>
  );
}
