/** The members of a login's answer by name, type and length, each with a button for what it may be. */
import type { CredentialFields } from '../../domain/credential';
import type { LoginMember, MemberUse } from '../../domain/tried-login';
import { text } from '../../platform/texts';

interface LoginMembersProps {
  readonly members: readonly LoginMember[];
  readonly isCut: boolean;
  readonly fields: CredentialFields;
  readonly onUse: (fields: CredentialFields) => void;
}

export function LoginMembers({ members, isCut, fields, onUse }: LoginMembersProps) {
  return (
    <>
      <ul class="stack login-members">
        {members.map((member, index) => (
          // A place occurs once; one without a name is known by where it stands.
          <li key={member.place ?? index}>
            <Name place={member.place} /> <span class="hint">{shapeText(member)}</span>
            {member.uses.length > 0 && (
              <div class="row">
                {member.uses.map((use) => (
                  <button
                    key={use.as}
                    type="button"
                    class="quiet"
                    aria-label={`${useText(use)}: ${member.place}`}
                    aria-pressed={isChosen(use, fields)}
                    onClick={() => onUse(use.fields)}
                  >
                    {useText(use)}
                  </button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {isCut && <p class="hint">{text('tryLoginCut')}</p>}
    </>
  );
}

function Name({ place }: { readonly place: string | undefined }) {
  if (place === undefined) return <em>{text('tryLoginHiddenName')}</em>;
  return place === '' ? <em>{text('tryLoginWhole')}</em> : <code>{place}</code>;
}

function shapeText({ kind, length }: LoginMember): string {
  return text(`tryLoginKind_${kind}`, String(length));
}

function useText({ as, lasts }: MemberUse): string {
  const life = lasts ? text(`tryLoginLife_${lasts}`) : '';
  return text(`tryLoginUse_${as}`, life);
}

function isChosen(use: MemberUse, fields: CredentialFields): boolean {
  return Object.entries(use.fields).every(([name, value]) => fields[name] === value);
}
