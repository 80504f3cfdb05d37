/** What is only asked: answered at once, whatever is being changed meanwhile. */
import { checkCredential } from '../app/check-credential';
import { readDraft } from '../app/kept-drafts';
import type { Ports } from '../app/ports';
import { previewProfile } from '../app/preview-profile';
import { exportCopies } from '../app/recover';
import type { QueryHandlers } from '../protocol/router';

export function queriesFor(ports: Ports): QueryHandlers {
  return {
    'credential/check': ({ schemeId, fields }) => checkCredential(schemeId, fields, ports.now()),
    'profile/preview': ({ draft }) => previewProfile(draft, ports.rules.browser),
    'draft/read': ({ key }) => readDraft(ports, key),
    'vault/export': () => exportCopies(ports),
  };
}
