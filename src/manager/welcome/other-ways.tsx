/** Below the first passphrase: the ways of a user who has profiles already, in Keybearer or elsewhere. */
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { RestoreCopy } from '../views/restore-copy';
import './welcome.css';

export function OtherWays({ send }: { readonly send: Send }) {
  return (
    <div class="stack other-ways">
      <p>
        {text('welcomeRestoreAbout')} <a href="#/restore">{text('welcomeRestore')}</a>
      </p>
      <p>{text('welcomeImportAbout')}</p>
      <details>
        <summary>{text('restoreTitle')}</summary>
        <RestoreCopy send={send} />
      </details>
    </div>
  );
}
