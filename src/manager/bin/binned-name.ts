/** Names an entry of the bin in a sentence, such as `Header of “Sandbox admin”`. */
import type { BinnedItem } from '../../domain/bin';
import { text } from '../../platform/texts';

export function binnedName({ kind, name }: Pick<BinnedItem, 'kind' | 'name'>): string {
  switch (kind) {
    case 'profile':
      return text('binnedProfile', name);
    case 'header':
      return text('binnedHeader', name);
    case 'credential':
      return text('binnedCredential', name);
    case 'draft':
      return name === '' ? text('binnedUnnamedDraft') : text('binnedDraft', name);
  }
}
