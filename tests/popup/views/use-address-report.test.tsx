// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { SeenHere } from '../../../src/domain/activity';
import type { HeaderStatus, HeaderSummary, ProfileSummary } from '../../../src/domain/app-state';
import type { Explained } from '../../../src/domain/inquiry';
import type { Origin } from '../../../src/domain/site';
import type { Verdict } from '../../../src/domain/verdict';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Query } from '../../../src/protocol/messages';
import { profileOf, stateOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const origin = 'https://api.test' as Origin;
const status: HeaderStatus = { state: 'installed', issuedAt: Date.UTC(2026, 10, 27, 9) };

function profile(changes: Partial<ProfileSummary> = {}, ...names: string[]): ProfileSummary {
  const made = profileOf(1, [origin]);
  const [first] = made.headers;
  if (!first) throw new Error('no header');
  const headers = (names.length > 0 ? names : ['Authorization']).map(
    (name, index): HeaderSummary => ({
      ...first,
      id: `h${index}` as HeaderSummary['id'],
      headerNames: [name],
      status,
    }),
  );
  return { ...made, headers, ...changes };
}

const NARROWED = { narrowedOn: [origin] };

/** Opens the popup over `url`; `answer` is the background's about that address. */
function open(picked: ProfileSummary, url = `${origin}/docs`, seen: SeenHere = {}) {
  const asked: unknown[] = [];
  let answer = (_: Explained | undefined) => {};
  const answered = new Promise<Explained | undefined>((resolve) => (answer = resolve));
  const ignore = () => {};
  const view = () => (
    <SiteView
      origin={origin}
      tab={{ id: 1, url, isPrivate: false }}
      state={stateOf([picked], { [origin]: picked.id })}
      act={async () => true}
      send={async () => ({ ok: true })}
      ask={async (query) => {
        asked.push(query as Query);
        // Cast: the one query of the view.
        return (await answered) as never;
      }}
      seen={seen}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={ignore}
      onDuplicate={ignore}
      onSignIn={ignore}
    />
  );
  render(view());
  return { asked, answer };
}

const said = () => document.querySelector('.verdict')?.textContent ?? '';
const verdict = (given: Verdict): Explained => ({
  ok: true,
  carries: [],
  advice: { verdict: given, remedy: 'none', origin },
});

it('says at once that a header is set where every address carries it', () => {
  open(profile());

  expect(said()).toContain('Adding Authorization');
});

it.each([
  ['of a narrowed profile', profile(NARROWED), `${origin}/docs`],
  ['with a user name', profile(), 'https://me@api.test/docs'],
])('calls nothing set at an address %s before it is known', (_, picked, url) => {
  open(picked, url);

  expect(said()).toContain('One moment…');
  expect(said()).not.toContain('Adding');
  expect(document.querySelector('.verdict.good')).toBeNull();
});

it('asks about the very address, as one that the user opened', async () => {
  const { asked } = open(profile(NARROWED), `${origin}/docs?x=1`);

  await vi.waitFor(() =>
    expect(asked).toEqual([
      {
        type: 'diagnosis/explain',
        question: { url: `${origin}/docs?x=1`, way: 'opened', method: 'GET', page: '' },
      },
    ]),
  );
});

it.each<[string, Verdict]>([
  ['only under /v1, not at this address', { cause: 'path-not-covered', paths: ['/v1' as never] }],
  ['The profile is Strict', { cause: 'navigation-not-covered', strict: true }],
  ['the sign-in server’s own address', { cause: 'left-alone' }],
  ['to POST requests only', { cause: 'method-not-covered', methods: ['POST'] }],
])('says why not: %s', async (sentence, given) => {
  const { answer } = open(profile(NARROWED));

  answer(verdict(given));

  await vi.waitFor(() => expect(said()).toContain(sentence));
  expect(said()).not.toContain('Adding');
  expect(document.querySelector('.verdict.quiet')).not.toBeNull();
});

it('takes back what it has painted at once, should the address be an exception after all', async () => {
  const { answer } = open(profile());

  answer(verdict({ cause: 'left-alone' }));

  await vi.waitFor(() => expect(said()).not.toContain('Adding'));
});

it('names the headers that this address carries, and no other', async () => {
  const { answer } = open(profile(NARROWED, 'Authorization', 'X-API-KEY'));

  answer({ ok: true, carries: ['x-api-key: …a3f9'] });

  await screen.findByText(/Adding X-API-KEY/);
  expect(said()).not.toContain('Authorization');
});

it('says nothing where the background does not answer', async () => {
  const { answer, asked } = open(profile(NARROWED));
  await vi.waitFor(() => expect(asked).toHaveLength(1));

  answer(undefined);
  await new Promise((resolve) => setTimeout(resolve));

  expect(said()).toContain('One moment…');
});
