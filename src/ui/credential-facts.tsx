/**
 * Facts that are read from a credential. A token's signature is not verified, and the text says so.
 * The times count down outside any live region: a screen reader would read them out each second.
 */
import type { CredentialFact } from '../domain/credential';
import { type TextKey, text } from '../platform/texts';
import { distanceText } from './distance-text';
import { useNow } from './use-now';

type Remark = Extract<
  CredentialFact,
  { readonly kind: 'jwt-remark' | 'signature-remark' | 'code-remark' }
>;
type Fact = Exclude<CredentialFact, Remark>;

const LABELS: Readonly<Record<Fact['kind'], TextKey>> = {
  'ethereum-address': 'factAddress',
  'bitcoin-address': 'factAddress',
  'key-id': 'factKeyId',
  'signing-key': 'factKey',
  'jwt-issuer': 'factIssuer',
  'jwt-subject': 'factSubject',
  'jwt-audience': 'factAudience',
  'jwt-scope': 'factScope',
  'jwt-algorithm': 'factAlgorithm',
  'jwt-issued': 'factIssued',
  'jwt-not-before': 'factNotBefore',
  'jwt-expires': 'factExpires',
  'code-form': 'factCodeForm',
};
const REMARKS: Readonly<Record<Remark['value'], TextKey>> = {
  encrypted: 'remark_encrypted',
  endless: 'remark_endless',
  'long-lived': 'remark_long_lived',
  'secret-guessable': 'remark_secret_guessable',
  'nonce-shared': 'remark_nonce_shared',
  'renewed-late': 'remark_renewed_late',
  'code-shared': 'remark_code_shared',
  'seed-beside-password': 'remark_seed_beside_password',
  'wakes-often': 'remark_wakes_often',
};

interface CredentialFactsProps {
  readonly facts: readonly CredentialFact[];
}

export function CredentialFacts({ facts }: CredentialFactsProps) {
  const told = facts.filter((fact) => !isRemark(fact));
  const remarks = facts.filter(isRemark);
  const now = useNow(told.some(({ value }) => typeof value === 'number'));
  if (facts.length === 0) return null;
  return (
    <div class="facts">
      <dl>
        {told.map((fact) => (
          <div key={fact.kind}>
            <dt>{text(labelOf(fact, now))}</dt>
            <dd>{typeof fact.value === 'number' ? moment(fact.value, now) : fact.value}</dd>
          </div>
        ))}
      </dl>
      {remarks.map(({ value }) => (
        <p class="notice" key={value}>
          {text(REMARKS[value])}
        </p>
      ))}
      {isForeignToken(facts) && <p class="hint">{text('factsUnchecked')}</p>}
    </div>
  );
}

function isRemark(fact: CredentialFact): fact is Remark {
  return (
    fact.kind === 'jwt-remark' || fact.kind === 'signature-remark' || fact.kind === 'code-remark'
  );
}

/** A token that Keybearer signs itself needs no warning. */
function isForeignToken(facts: readonly CredentialFact[]): boolean {
  const isMinted = facts.some(({ kind }) => kind === 'signing-key');
  return !isMinted && facts.some(({ kind }) => kind.startsWith('jwt-'));
}

function labelOf({ kind, value }: Fact, now: number): TextKey {
  return kind === 'jwt-expires' && value <= now ? 'factExpired' : LABELS[kind];
}

function moment(at: number, now: number) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <time dateTime={new Date(at).toISOString()}>{distanceText(at, now)}</time>{' '}
      <span class="hint">{format.format(at)}</span>
    </>
  );
}
