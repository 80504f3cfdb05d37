/** A test of the profile as it is stored, at the first of its sites or wherever else. */
import type { ProfileSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import type { RemedyActions } from '../../ui/remedy-button';
import { TestRequest } from '../../ui/test-request';
import { remediesBy } from '../activity/remedies';

interface TestStoredProps {
  readonly profile: ProfileSummary;
  readonly ask: Ask;
  readonly send: Send;
}

export function TestStored({ profile, ask, send }: TestStoredProps) {
  const actions = remediesBy(send);
  // Who is picked there may be another one.
  const onEdit: RemedyActions['onEdit'] = (id) =>
    id === profile.id
      ? document.querySelector<HTMLElement>('.editor input')?.focus()
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

/** A path scope stands for many paths: up to where it does. */
function addressOf({ sites: [site] }: ProfileSummary): string {
  const [path = ''] = site?.path.split('*') ?? [];
  return site ? `${site.origin}${path}` : '';
}
