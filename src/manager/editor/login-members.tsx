/** The members of a login's answer by name, type and length, each with a button for what it may be. */
import type { CredentialFields } from '../../domain/credential';
import type { LifeSize, LoginMember, MemberKind, MemberUse } from '../../domain/tried-login';
import { type TextKey, text } from '../../platform/texts';

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

const KINDS: Readonly<Record<MemberKind, TextKey>> = {
  text: 'tryLoginKind_text',
  jwt: 'tryLoginKind_jwt',
  number: 'tryLoginKind_number',
  date: 'tryLoginKind_date',
  boolean: 'tryLoginKind_boolean',
  null: 'tryLoginKind_null',
  object: 'tryLoginKind_object',
  list: 'tryLoginKind_list',
};

const USES: Readonly<Record<MemberUse['as'], TextKey>> = {
  token: 'tryLoginUse_token',
  refresh_token: 'tryLoginUse_refresh_token',
  end_seconds: 'tryLoginUse_end_seconds',
  end_milliseconds: 'tryLoginUse_end_milliseconds',
  end_date: 'tryLoginUse_end_date',
};

const LIVES: Readonly<Record<LifeSize, TextKey>> = {
  seconds: 'tryLoginLife_seconds',
  minutes: 'tryLoginLife_minutes',
  hours: 'tryLoginLife_hours',
  days: 'tryLoginLife_days',
  months: 'tryLoginLife_months',
};

function shapeText({ kind, length }: LoginMember): string {
  return text(KINDS[kind], String(length));
}

function useText({ as, lasts }: MemberUse): string {
  return text(USES[as], lasts ? text(LIVES[lasts]) : '');
}

function isChosen(use: MemberUse, fields: CredentialFields): boolean {
  return Object.entries(use.fields).every(([name, value]) => fields[name] === value);
}
