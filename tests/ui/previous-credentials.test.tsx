// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeaderSummary, ProfileSummary } from '../../src/domain/app-state';
import type { HeaderSpecId } from '../../src/domain/profile';
import type { Command } from '../../src/protocol/messages';
import { PreviousCredentials } from '../../src/ui/previous-credentials';
import { profileOf } from '../support/app-states';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

/** @returns the commands that are sent. */
function draw(changes: readonly Partial<HeaderSummary>[]) {
  const blank = profileOf(1);
  const headers = changes.flatMap((change, index) =>
    blank.headers.map((header) => ({ ...header, id: `h${index}` as HeaderSpecId, ...change })),
  );
  const sent: Command[] = [];
  const profile: ProfileSummary = { ...blank, headers };
  render(
    <main>
      <PreviousCredentials profile={profile} act={(command) => sent.push(command)} />
    </main>,
  );
  return sent;
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const told = () => screen.queryAllByRole('status').map((each) => each.querySelector('p'));
const sentences = () => told().map((each) => each?.textContent);

describe('PreviousCredentials', () => {
  it('says nothing where none is kept', () => {
    draw([{}]);

    expect(sentences()).toEqual([]);
  });

  it.each([
    ['kept', 'Move old to bin', 'Restore old'],
    ['in-use', 'Move newer to bin', 'Use newer'],
  ] as const)(
    'offers both ways out where the previous credential is %s',
    (previousCredential, forget, back) => {
      const sent = draw([{ previousCredential }]);

      press(forget);
      press(back);

      const place = { profileId: 'profile-1', headerId: 'h0' };
      expect(sent).toEqual([
        { type: 'credential/confirm', ...place },
        { type: 'credential/go-back', ...place },
      ]);
    },
  );

  it('tells the headers of a profile apart by their auth schemes', () => {
    draw([{ schemeId: 'basic', previousCredential: 'kept' }, { schemeId: 'bearer' }]);

    expect(sentences()).toEqual(['Basic: Previous credential kept in case the new one fails.']);
  });

  it('leaves the focus on the page when the button is about to go', () => {
    draw([{ previousCredential: 'kept' }]);

    press('Move old to bin');

    expect(document.activeElement?.tagName).toBe('MAIN');
  });
});
