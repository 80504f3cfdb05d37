// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import type { Wider } from '../../src/domain/widening';
import { WidenedNotice } from '../../src/ui/widened-notice';
import { textOf } from '../support/fake-extension-api';

vi.mock('../../src/platform/extension-api', () => import('../support/fake-extension-api'));
afterEach(cleanup);

const text = (key: string, ...substitutions: readonly string[]) => textOf(key, substitutions);

const EVIL = 'https://evil.test' as Origin;
const profileId = 'p' as ProfileId;

function draw(...wider: readonly Wider[]) {
  const act = vi.fn();
  render(<WidenedNotice widenings={[{ profileId, name: 'Admin', wider }]} act={act} />);
  return act;
}

it.each<[Wider, string]>([
  [{ kind: 'host', origin: EVIL, path: '/' as PathScope }, 'https://evil.test'],
  [{ kind: 'http', origin: 'http://a.test' as Origin, path: '/' as PathScope }, 'http://a.test'],
  [{ kind: 'path', origin: EVIL, path: '/v2' as PathScope }, 'https://evil.test/v2'],
  [{ kind: 'caller', origin: EVIL }, text('widenedCaller', EVIL)],
  [{ kind: 'methods', methods: ['PUT', 'POST'] }, 'PUT, POST'],
  [{ kind: 'methods', methods: [] }, text('widenedAllMethods')],
  [{ kind: 'opened' }, text('widenedOpened')],
  [{ kind: 'own-forms' }, text('widenedOwnForms')],
  [{ kind: 'own-pictures' }, text('widenedOwnPictures')],
  [{ kind: 'header-name', name: 'X-API-Key' }, 'X-API-Key'],
])('says what was added, and where: %j', (wider, said) => {
  draw(wider);

  screen.getByText(text('widened', 'Admin', said));
});

it('names several things at once, and sends the answer', () => {
  const act = draw({ kind: 'own-forms' }, { kind: 'caller', origin: EVIL });

  screen.getByText(
    text('widened', 'Admin', `${text('widenedOwnForms')}, ${text('widenedCaller', EVIL)}`),
  );
  fireEvent.click(screen.getByRole('button', { name: text('widenedKeep') }));
  fireEvent.click(screen.getByRole('button', { name: text('widenedRemove') }));
  expect(act.mock.calls).toEqual([
    [{ type: 'widening/keep', profileId }],
    [{ type: 'widening/remove', profileId }],
  ]);
});
