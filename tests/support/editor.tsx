/** The profile editor as a person finds it, over a background that answers as told. */
import { fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import type {
  CredentialFact,
  CredentialReport,
  SchemeSummary,
  ShownCredential,
} from '../../src/domain/credential';
import type { PasskeyRequest } from '../../src/domain/passkey';
import type { Colour, HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin, PathScope } from '../../src/domain/site';
import { ProfileEditor } from '../../src/manager/editor/profile-editor';
import type { Answers, Ask, Command, Query, Reply, RequestOf } from '../../src/protocol/messages';
import { schemes } from '../../src/schemes';
import { EMPTY_STATE } from './app-states';

export const summaries: readonly SchemeSummary[] = schemes.map(({ id, fields, grant }) => ({
  id,
  fields,
  ...(grant?.signIn && { signIn: grant.signIn.kind }),
  ...(grant?.trial && { canBeTried: true as const }),
}));

const accepted: Reply = { ok: true, state: EMPTY_STATE };

export const STORED: ProfileSummary = {
  id: 'p' as ProfileId,
  revision: 3,
  name: 'Sandbox admin',
  colour: 'teal',
  note: '',
  sites: [{ origin: 'https://api.test' as Origin, path: '/v1' as PathScope }],
  headers: [
    {
      id: 'h' as HeaderSpecId,
      schemeId: 'basic',
      headerNames: ['Authorization'],
      paths: [],
      methods: ['GET'],
      tokenOrigins: [],
      status: { state: 'idle' },
    },
  ],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

interface Drawn {
  readonly site?: string;
  readonly colour?: Colour;
  readonly stored?: ProfileSummary;
  readonly original?: string;
  readonly profileId?: string;
  /** The answer to each check of a credential, or its answers in order. */
  readonly report?: CredentialReport | (() => CredentialReport | Promise<CredentialReport>);
  /** The facts of each stored credential. */
  readonly facts?: readonly CredentialFact[];
  /** The part of each stored credential that an editor may show. */
  readonly shown?: ShownCredential;
  /** The background's draft of this form, as a page may have it. */
  readonly savedDraft?: ProfileDraft;
  /** The servers' answers, by the issuer or the address in the query. */
  readonly told?: Readonly<Record<string, Answers['issuer/look-up' | 'site/find-sign-in']>>;
  /** The answer to each login that is tried. */
  readonly tried?: Answers['login/try'] | Promise<Answers['login/try']>;
  readonly passkeyRequests?: readonly PasskeyRequest[];
  /** Default: all there are. */
  readonly schemes?: readonly SchemeSummary[];
  readonly readOnly?: boolean;
}

/**
 * @param reply - To each save; other commands are done.
 * @returns once the form is there.
 */
export async function drawEditor(
  {
    report,
    facts,
    shown,
    savedDraft,
    told = {},
    tried,
    schemes = summaries,
    passkeyRequests = [],
    ...more
  }: Drawn,
  reply: Reply | Promise<Reply> = accepted,
) {
  const sent: Command[] = [];
  const questions: Query[] = [];
  const answers: Partial<Record<Query['type'], unknown>> = {
    'header/facts': facts,
    'credential/shown': shown,
    'profile/preview': [],
    'draft/read': savedDraft,
    'login/try': tried,
  };
  // Cast: the answer fits the query, which a generic function cannot be told.
  const ask = (async (query: Query) => {
    questions.push(query);
    if (query.type === 'issuer/look-up') return told[query.issuer];
    if (query.type === 'site/find-sign-in') return told[query.url];
    if (query.type === 'credential/check') return typeof report === 'function' ? report() : report;
    return answers[query.type];
  }) as Ask;
  const onDone = vi.fn();
  const send = async (command: Command) => {
    sent.push(command);
    return command.type === 'profile/save' ? reply : accepted;
  };
  const editor = ({ stored, profileId = stored?.id, ...rest }: Drawn) => (
    <ProfileEditor
      schemes={schemes}
      send={send}
      ask={ask}
      onDone={onDone}
      passkeyRequests={passkeyRequests}
      readOnly={false}
      stored={stored}
      {...(profileId !== undefined && { profileId })}
      {...rest}
    />
  );
  const { rerender, unmount } = render(editor(more));
  await screen.findByRole('button', { name: 'Save' });
  return {
    sent,
    /** The questions about typed credentials, in order. */
    checks: () => questions.filter(({ type }) => type === 'credential/check'),
    /** The queries to servers, in order. */
    looked: () => questions.filter(({ type }) => /^(issuer|site)\//.test(type)),
    /** The logins that were tried, in order. */
    trials: () => questions.filter((each) => each.type === 'login/try'),
    onDone,
    unmount,
    saves: () => sent.filter((each) => each.type === 'profile/save'),
    /** The draft commands of the form to the background, in order. */
    keeping: () =>
      sent.filter((each): each is RequestOf<'draft/keep' | 'draft/clear' | 'draft/discard'> =>
        ['draft/keep', 'draft/clear', 'draft/discard'].includes(each.type),
      ),
    /** The profile as another window has left it; nothing: removed. */
    publish: (stored?: ProfileSummary) =>
      rerender(editor({ profileId: STORED.id, ...(stored && { stored }) })),
  };
}

export const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);

export const type = (label: string | RegExp, value: string) =>
  fireEvent.input(field(label), { target: { value } });

export const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
