/** What is shown when the vault can be neither unlocked nor created: said plainly, nothing undone. */
import { text } from '../platform/texts';

interface ClosedVaultProps {
  readonly reason: 'damaged' | 'newer';
}

export function ClosedVault({ reason }: ClosedVaultProps) {
  const damaged = reason === 'damaged';
  return (
    <section class="stack" role="alert">
      <h1>{text(damaged ? 'damagedTitle' : 'newerTitle')}</h1>
      <p>{text(damaged ? 'damagedMeaning' : 'newerMeaning')}</p>
    </section>
  );
}
