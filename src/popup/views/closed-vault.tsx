/** Leads to the manager when the vault can be neither unlocked nor created. */
import { text } from '../../platform/texts';

interface ClosedVaultProps {
  readonly reason: 'damaged' | 'newer';
  readonly onOpen: () => void;
}

export function ClosedVault({ reason, onOpen }: ClosedVaultProps) {
  const damaged = reason === 'damaged';
  return (
    <section class="stack">
      <h1>{text(damaged ? 'damagedTitle' : 'newerTitle')}</h1>
      <p>{text(damaged ? 'damagedMeaning' : 'newerMeaning')}</p>
      <button class="primary" type="button" data-first onClick={onOpen}>
        {text('closedVaultOpen')}
      </button>
    </section>
  );
}
