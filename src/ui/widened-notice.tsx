/** Tells what was added to profiles before the last lock. Both pages show it until it is answered. */
import type { ToldWidening } from '../domain/widened';
import type { Wider } from '../domain/widening';
import { type TextKey, text } from '../platform/texts';
import type { Command } from '../protocol/messages';
import { focusMain } from './focus-main';

export interface WidenedNoticeProps {
  readonly widenings: readonly ToldWidening[];
  readonly act: (command: Command) => void;
}

export function WidenedNotice({ widenings, act }: WidenedNoticeProps) {
  return (
    <>
      {widenings.map(({ profileId, name, wider }) => {
        const meaningId = `widened-${profileId}`;
        const answer = (type: 'widening/keep' | 'widening/remove', label: TextKey) => (
          <button
            type="button"
            aria-describedby={meaningId}
            onClick={({ currentTarget }) => {
              focusMain(currentTarget);
              act({ type, profileId });
            }}
          >
            {text(label)}
          </button>
        );
        return (
          <div class="notice stack" role="status" key={profileId}>
            <p id={meaningId}>{text('widened', name, wider.map(widerText).join(', '))}</p>
            <div class="row">
              {answer('widening/keep', 'widenedKeep')}
              {answer('widening/remove', 'widenedRemove')}
            </div>
          </div>
        );
      })}
    </>
  );
}

function widerText(wider: Wider): string {
  switch (wider.kind) {
    case 'host':
    case 'http':
    case 'path':
      return `${wider.origin}${wider.path === '/' ? '' : wider.path}`;
    case 'caller':
      return text('widenedCaller', wider.origin);
    case 'methods':
      return wider.methods.join(', ') || text('widenedAllMethods');
    case 'header-name':
      return wider.name;
    case 'opened':
      return text('widenedOpened');
    case 'own-forms':
      return text('widenedOwnForms');
    case 'own-pictures':
      return text('widenedOwnPictures');
    case 'cache':
      return text('widenedCache');
    case 'writes':
      return text('widenedWrites');
    case 'read-path':
      return text('widenedReadPath', wider.path);
  }
}
