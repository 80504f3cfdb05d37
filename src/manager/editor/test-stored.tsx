/** Tests the stored profile at its first site or at another address. */
import type { ProfileSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import type { RemedyActions } from '../../ui/remedy-button';
import { TestRequest } from '../../ui/test-request';
import { remediesBy } from '../activity/remedies';
import { focusFirst } from './first-field';

interface TestStoredProps {
  readonly profile: ProfileSummary;
  readonly ask: Ask;
  readonly send: Send;
}

export function TestStored({ profile, ask, send }: TestStoredProps) {
  const actions = remediesBy(send);
  // Another profile may be picked at that address.
  const onEdit: RemedyActions['onEdit'] = (id) =>
    id === profile.id
      ? focusFirst(document.querySelector<HTMLElement>('.editor form'))
      : actions.onEdit(id);
  return (
    <section class="card" aria-labelledby="test-title">
      <h2 id="test-title">{text('testTitle')}</h2>
      <TestRequest
        address={addressOf(profile)}
        editable
        hint={text('testStored')}
        ask={ask}
        actions={{ ...actions, onEdit }}
      />
    </section>
  );
}

/** The site's address; its path ends before the first `*`. */
function addressOf({ sites: [site] }: ProfileSummary): string {
  const [path = ''] = site?.path.split('*') ?? [];
  return site ? `${site.origin}${path}` : '';
}
