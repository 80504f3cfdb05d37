/**
 * Shown when the vault cannot be opened: the copies that were found, and the ways to recover. Only
 * the user starts them, and the one that cannot be undone needs more than a click.
 */
import type { UnreadableState } from '../../domain/app-state';
import type { CopyFinding, CopyPlace } from '../../domain/stored-copy';
import { type TextKey, text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import { RestoreCopy } from './restore-copy';
import { SaveCopy } from './save-copy';
import { StartOver } from './start-over';

interface RecoveryViewProps {
  readonly state: UnreadableState;
  readonly send: Send;
  readonly ask: Ask;
}

export function RecoveryView({ state: { vault, copies }, send, ask }: RecoveryViewProps) {
  const newer = vault === 'newer';
  const unreadable = copies.some(({ state }) => state === 'unreadable');
  return (
    <section class="stack">
      <Heading>{text(newer ? 'newerTitle' : 'damagedTitle')}</Heading>
      <p>{text(newer ? 'newerMeaning' : 'recoveryMeaning')}</p>
      {unreadable && <p class="notice">{text('recoveryUnreadable')}</p>}
      <section class="stack" aria-labelledby="found">
        <h2 id="found">{text('recoveryFound')}</h2>
        <ul class="findings">
          {copies.map((copy) => (
            <Finding key={`${copy.place} ${copy.which}`} copy={copy} />
          ))}
        </ul>
      </section>
      <section class="card" aria-labelledby="save">
        <h2 id="save">{text('saveCopyTitle')}</h2>
        <p>{text('saveCopyMeaning')}</p>
        <div class="row">
          <SaveCopy ask={ask} primary />
        </div>
      </section>
      {!newer && (
        <>
          <section class="card" aria-labelledby="restore">
            <h2 id="restore">{text('restoreTitle')}</h2>
            <RestoreCopy send={send} />
          </section>
          <section class="card" aria-labelledby="start-over">
            <h2 id="start-over">{text('startOverTitle')}</h2>
            <StartOver locked={false} send={send} />
          </section>
        </>
      )}
    </section>
  );
}

const PLACES: Readonly<Record<CopyPlace, TextKey>> = {
  storage: 'recoveryStorage',
  database: 'recoveryDatabase',
};

const STATES: Readonly<Record<CopyFinding['state'], TextKey>> = {
  intact: 'copy_intact',
  damaged: 'copy_damaged',
  newer: 'copy_newer',
  missing: 'copy_missing',
  unreadable: 'copy_unreadable',
};

function Finding({ copy: { place, which, state } }: { readonly copy: CopyFinding }) {
  const name = text(PLACES[place]);
  return (
    <li>
      <span>{which === 'before' ? text('recoveryBefore', name) : name}</span>
      <span class={state === 'intact' ? 'chip' : 'chip attention'}>{text(STATES[state])}</span>
    </li>
  );
}
