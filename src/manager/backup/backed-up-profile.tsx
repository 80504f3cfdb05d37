/** One profile of a backup: its hosts, and what else a restore brings back with it. */
import type { BackedUpProfile } from '../../domain/backup';
import type { WiderPart } from '../../domain/wider-parts';
import { type TextKey, text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { schemeShort } from '../../ui/scheme-text';

interface BackedUpProfileLineProps {
  readonly profile: BackedUpProfile;
}

const WIDER: Readonly<Record<Exclude<WiderPart, 'callers'>, TextKey>> = {
  ownForms: 'widenedOwnForms',
  ownPictures: 'widenedOwnPictures',
  allowCache: 'widenedCache',
  allowHttp: 'restoreBackupHttp',
};

export function BackedUpProfileLine({ profile }: BackedUpProfileLineProps) {
  const { name, hosts, schemes, servers, isExtra, isProduction, isThere, signIns, refused } =
    profile;
  const wider = widerTexts(profile);
  return (
    <li>
      <p class="row">
        <strong>{name}</strong>
        {schemes.map((scheme, index) => (
          <span class="chip" key={index}>
            {schemeShort(scheme)}
          </span>
        ))}
        {isExtra && <span class="chip">{text('extraChip')}</span>}
        {isProduction && <span class="chip">{text('productionChip')}</span>}
        {isThere && <span class="chip">{text('sharedThere')}</span>}
        {signIns > 0 && <span class="chip attention">{text('restoreBackupSignIn')}</span>}
      </p>
      <p class="hint">{hosts.join(', ')}</p>
      {wider.length > 0 && <p class="hint">{text('restoreBackupWider', wider.join(', '))}</p>}
      {servers.length > 0 && <p class="hint">{text('restoreBackupServers', servers.join(', '))}</p>}
      {refused && <Problem>{failureText(refused)}</Problem>}
    </li>
  );
}

function widerTexts({ wider, callers }: BackedUpProfile): readonly string[] {
  return wider.flatMap((part) =>
    part === 'callers'
      ? callers.map((caller) => text('widenedCaller', caller))
      : [text(WIDER[part])],
  );
}
