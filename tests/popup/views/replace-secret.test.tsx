// @vitest-environment happy-dom
/** A secret that is replaced in the popup: the way for each header, the doubts, and a kept value. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SeenHere, seenKey } from '../../../src/domain/activity';
import type { HeaderStatus, HeaderSummary, OpenState } from '../../../src/domain/app-state';
import type { SchemeSummary } from '../../../src/domain/credential';
import type { Doubt } from '../../../src/domain/doubts';
import type { HeaderSpecId } from '../../../src/domain/profile';
import { type KeptReplacement, REPLACEMENT_ENDS_MS } from '../../../src/domain/replacement';
import type { Origin } from '../../../src/domain/site';
import { SiteView } from '../../../src/popup/views/site-view';
import type { Ask, Command, Reply, Request } from '../../../src/protocol/messages';
import { schemes } from '../../../src/schemes';
import { profileOf, stateOf } from '../../support/app-states';
import { proves } from '../../support/proves';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));

const ORIGIN = 'https://api.test' as Origin;
const ELSEWHERE = 'https://other.test' as Origin;
const INSTALLED: HeaderStatus = { state: 'installed', issuedAt: 1 };
const SCHEMES: readonly SchemeSummary[] = schemes.map(({ id, fields }) => ({ id, fields }));

let sent: Command[];
let reply: Reply;
let findings: unknown;
const onEdit = vi.fn();
const onSignIn = vi.fn();

beforeEach(() => {
  sent = [];
  reply = { ok: true };
  findings = [];
  onEdit.mockReset();
  onSignIn.mockReset();
});
afterEach(cleanup);

function header(change: Partial<HeaderSummary> = {}): HeaderSummary {
  return {
    id: 'header-1' as HeaderSpecId,
    schemeId: 'bearer',
    headerNames: ['Authorization'],
    paths: [],
    methods: [],
    tokenOrigins: [],
    status: { state: 'idle' },
    ...change,
  };
}

function stateWith(headers: readonly HeaderSummary[], origin = ORIGIN): OpenState {
  const profile = {
    ...profileOf(1, [origin]),
    headers,
    rotateEveryDays: 90,
    rotation: { since: 0, ageDays: 93, dueInDays: -3 },
  };
  return { ...stateOf([profile], { [origin]: profile.id }), schemes: SCHEMES };
}

const keptOf = (typedAt: number): KeptReplacement => ({
  profileId: profileOf(1).id,
  headerId: 'header-1' as HeaderSpecId,
  typedAt,
});

function draw(state: OpenState, origin = ORIGIN, seen: SeenHere = {}) {
  const ignore = () => {};
  render(
    <SiteView
      origin={origin}
      tab={{ id: 1, url: `${origin}/`, isPrivate: false }}
      state={state}
      act={async (command) => sent.push(command) > 0}
      send={async (command) => {
        sent.push(command);
        return command.type === 'credential/replace' ? reply : { ok: true };
      }}
      // Cast: only this query is asked.
      ask={
        (async ({ type }: Request) =>
          type === 'replacement/check' ? findings : undefined) as unknown as Ask
      }
      seen={seen}
      onResume={ignore}
      onWhy={ignore}
      onAdd={ignore}
      onEdit={onEdit}
      onDuplicate={() => undefined}
      onSignIn={onSignIn}
    />,
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const button = (name: string) => screen.findByRole('button', { name });
/** Opens the panel, by the reminder's button. */
function replace(headers: readonly HeaderSummary[]) {
  draw(stateWith(headers));
  press('Replace credential');
}
const field = () => screen.findByLabelText<HTMLInputElement>('Token');
async function type(value: string) {
  const input = await field();
  fireEvent.input(input, { target: { value } });
  return input;
}
const replacing = () => sent.filter(({ type }) => type === 'credential/replace');

describe('the field for one secret', () => {
  it('has the focus, is masked, and the browser does not remember it', async () => {
    replace([header()]);
    const input = await field();

    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(input.type).toBe('password');
    expect(input.getAttribute('autocomplete')).toBe('off');
  });

  it('is saved by Enter, and the row of the profile has the focus', async () => {
    replace([header()]);
    const input = await type('new');

    fireEvent.submit(input.form as HTMLFormElement);

    await waitFor(() => expect(screen.queryByLabelText('Token')).toBeNull());
    expect(replacing()).toEqual([
      {
        type: 'credential/replace',
        profileId: 'profile-1',
        revision: 1,
        headerId: 'header-1',
        value: 'new',
        accepted: [],
      },
    ]);
    expect(document.activeElement).toBe(screen.getAllByRole('radio')[1]);
    expect(await button('Reload page')).toBeTruthy();
    // Nothing that was typed is left in the background by the saved form.
    expect(sent.at(-1)?.type).toBe('credential/replace');
  });

  it('is kept by the background while the user types, and discarded by Cancel', async () => {
    replace([header()]);
    await type('new');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ type: 'replacement/keep', value: 'new', revision: 1 });

    press('Cancel');

    expect(sent.at(-1)).toEqual({ type: 'replacement/discard', headerId: 'header-1' });
    await waitFor(() => expect(screen.queryByLabelText('Token')).toBeNull());
    expect(sent).toHaveLength(2);
  });

  it('is kept at once when the popup closes', async () => {
    replace([header()]);
    await type('new');

    fireEvent(window, new Event('pagehide'));

    expect(sent).toMatchObject([{ type: 'replacement/keep', value: 'new' }]);
  });

  it('fixes a doubtful value in its place', async () => {
    findings = [{ field: 'token', problem: 'scheme-word-twice', severity: 'refused' }];
    replace([header()]);
    await type('Bearer new');

    fireEvent.click(await button('Fix it'));

    expect((await field()).value).toBe('new');
    expect(document.activeElement).toBe(await field());
  });

  it('takes a doubtful value as it is', async () => {
    findings = [{ field: 'token', problem: 'jwt-expired', severity: 'doubtful' }];
    replace([header()]);
    const input = await type('a.b.c');

    fireEvent.click(await button('Use it as it is'));
    fireEvent.submit(input.form as HTMLFormElement);

    await waitFor(() => expect(replacing()).toMatchObject([{ accepted: ['jwt-expired'] }]));
  });

  it('doubts a value that was saved before the answer about it came', async () => {
    reply = {
      ok: false,
      failure: { code: 'credential-doubtful', field: 'token', problem: 'looks-like-basic-pair' },
    };
    replace([header()]);
    const input = await type('ada:pw');
    fireEvent.submit(input.form as HTMLFormElement);

    // The pair belongs to another scheme: the editor has the fields for it.
    fireEvent.click(await button('Edit profile'));

    expect(onEdit).toHaveBeenCalledExactlyOnceWith('profile-1');
    expect(screen.queryByRole('button', { name: 'Fix it' })).toBeNull();
    expect(await button('Use it as it is')).toBeTruthy();
  });

  it('cuts a pasted line only if it names the same header', async () => {
    findings = [{ field: 'key', problem: 'looks-like-header-line', severity: 'doubtful' }];
    const key = header({ schemeId: 'api-key', headerNames: ['X-Key'] });
    replace([key]);
    const input = await screen.findByLabelText<HTMLInputElement>('API key');

    fireEvent.input(input, { target: { value: 'X-Other: abc' } });
    expect(await button('Edit profile')).toBeTruthy();
    fireEvent.input(input, { target: { value: 'x-key: abc' } });
    fireEvent.click(await button('Fix it'));

    expect(input.value).toBe('abc');
  });

  it('leads to the editor if another field has to change', async () => {
    findings = [{ field: 'secretEncoding', problem: 'required', severity: 'refused' }];
    replace([header()]);
    await type('new');

    expect(await screen.findByText(/Continue in the editor/)).toBeTruthy();
    press('Edit profile');

    expect(onEdit).toHaveBeenCalled();
  });

  it('says that the profile was changed in another window', async () => {
    reply = { ok: false, failure: { code: 'profile-stale' } };
    replace([header()]);
    const input = await type('new');
    fireEvent.submit(input.form as HTMLFormElement);

    expect(await screen.findByText(/changed in another window/)).toBeTruthy();
    // The text is not lost.
    expect(sent).toContainEqual(
      expect.objectContaining({ type: 'replacement/keep', value: 'new' }),
    );
  });
});

describe('the way to another credential', () => {
  it('is a list first if there are several headers', async () => {
    const second = 'header-2' as HeaderSpecId;
    const [bearer, other] = [
      header(),
      header({ id: second, schemeId: 'api-key', headerNames: ['X-Key'], paths: [] }),
    ];
    replace([bearer, other]);

    const first = await button('Authorization · Bearer token');
    await waitFor(() => expect(document.activeElement).toBe(first));
    press('X-Key · API key');

    const key = await screen.findByLabelText('API key');
    await waitFor(() => expect(document.activeElement).toBe(key));
  });

  it('is the field of the header that the server has refused', async () => {
    const key = { id: 'h-2' as HeaderSpecId, schemeId: 'api-key', headerNames: ['X-Key'] } as const;
    const state = stateWith([header(), header({ ...key, status: INSTALLED })]);
    draw(state, ORIGIN, {
      [seenKey(1, ORIGIN)]: {
        id: 1,
        at: 1,
        method: 'GET',
        origin: ORIGIN,
        address: `${ORIGIN}/`,
        type: 'main_frame',
        tabId: 1,
        profileId: profileOf(1).id,
        headerNames: ['X-Key'],
        status: 401,
        verdict: { cause: 'credentials-refused' },
        remedy: 'edit-profile',
      },
    });

    await waitFor(() => expect(document.querySelector('.verdict .primary')).not.toBeNull());
    fireEvent.click(document.querySelector('.verdict .primary') as Element);

    expect(await screen.findByLabelText('API key')).toBeTruthy();
  });

  it('is a new token from the server, or a sign-in', async () => {
    replace([
      header({ schemeId: 'oauth2-client-credentials', getsToken: true, tokenOrigins: [ELSEWHERE] }),
    ]);
    fireEvent.click(await button('Get a new token'));
    expect(sent).toEqual([{ type: 'token/renew', headerId: 'header-1' }]);
    cleanup();

    replace([header({ schemeId: 'oauth2-device-code', signedIn: false })]);
    const signIn = await button('Sign in');
    await waitFor(() => expect(document.activeElement).toBe(signIn));
    fireEvent.click(signIn);
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith('header-1');
  });

  it('is the editor for a scheme that is not known here', async () => {
    replace([header({ schemeId: 'of-a-later-version' as 'basic' })]);

    await waitFor(() => expect(onEdit).toHaveBeenCalledExactlyOnceWith('profile-1'));
  });
});

describe('a value that an earlier popup has kept', () => {
  const kept = (change: Partial<OpenState> = {}, origin = ORIGIN) => ({
    ...stateWith([header()], origin),
    replacements: [keptOf(Date.now() - 130_000)],
    ...change,
  });
  const notice = () => screen.findByText(/A value that you typed/);

  it('is said with its age, and saved without its text', async () => {
    draw(kept());
    expect((await notice()).textContent).toBe(
      'A value that you typed 2 min ago for “Profile 1” is not saved.',
    );

    press('Save');

    await waitFor(() => expect(replacing()).toHaveLength(1));
    expect(replacing()[0]).not.toHaveProperty('value');
    await button('Reload page');
  });

  it('is discarded', async () => {
    draw(kept());
    await notice();

    press('Discard');

    expect(sent).toEqual([{ type: 'replacement/discard', headerId: 'header-1' }]);
  });

  it('is doubted, and taken as it is by the next click', async () => {
    reply = { ok: false, failure: { code: 'credential-doubtful', problem: 'jwt-expired' } };
    draw(kept());
    await notice();
    press('Save');
    fireEvent.click(await button('Use it as it is'));

    await waitFor(() => expect(replacing()).toHaveLength(2));
    expect(replacing()[1]).toMatchObject({ accepted: ['jwt-expired'] });
  });

  it('keeps what the user has accepted: a value may have several doubts', async () => {
    const doubts = (problem: Doubt): Reply => ({
      ok: false,
      failure: { code: 'credential-doubtful', problem },
    });
    reply = doubts('jwt-expired');
    draw(kept());
    await notice();
    press('Save');
    const accept = await button('Use it as it is');
    reply = doubts('jwt-unsigned');
    fireEvent.click(accept);
    await screen.findByText(/has no signature/);
    press('Use it as it is');

    await waitFor(() => expect(replacing()).toHaveLength(3));
    expect(replacing()[2]).toMatchObject({ accepted: ['jwt-expired', 'jwt-unsigned'] });
  });

  it('of another profile leaves the open panel as it is, and needs no reload', async () => {
    const { profiles, picks } = stateWith([header()]);
    const other = { ...profileOf(2, [ORIGIN]), headers: [header({ id: 'h-2' as HeaderSpecId })] };
    draw({
      ...stateWith([header()]),
      profiles: [...profiles, other],
      picks,
      replacements: [
        { ...keptOf(Date.now()), profileId: other.id, headerId: 'h-2' as HeaderSpecId },
      ],
    });
    await notice();
    press('Replace credential');
    await type('half');

    const [save] = screen.getAllByRole('button', { name: 'Save' });
    fireEvent.click(save as HTMLElement);

    await waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole('radio')[2]));
    expect((await field()).value).toBe('half');
    expect(screen.queryByRole('button', { name: 'Reload page' })).toBeNull();
  });

  proves('T25', 'is offered over no other site, and not after ten minutes', async (tried) => {
    for (const state of [
      kept({}, ELSEWHERE),
      kept({ replacements: [keptOf(Date.now() - REPLACEMENT_ENDS_MS)] }),
    ]) {
      draw(state);
      // The view is loaded on demand: another one that is loaded after it shows that it is there.
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(screen.queryByText(/A value that you typed/)).toBeNull();
      cleanup();
      tried();
    }
  });

  it('is no news while the panel of its profile is open', async () => {
    draw(kept());
    await notice();

    press('Replace credential');

    await field();
    expect(screen.queryByText(/A value that you typed/)).toBeNull();
  });
});
