/** The profile editor as a person finds it, over a background that answers as told. */
import { fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import type { CredentialFact, CredentialReport } from '../../src/domain/credential';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin, PathScope } from '../../src/domain/site';
import { ProfileEditor } from '../../src/manager/editor/profile-editor';
import type { Ask, Command, Query, Reply, RequestOf } from '../../src/protocol/messages';
import { schemes } from '../../src/schemes';
import { EMPTY_STATE } from './app-states';

export const summaries = schemes.map(({ id, fields }) => ({ id, fields }));

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
      headerName: 'Authorization',
      paths: [],
      methods: ['GET'],
      asks: [],
      status: { state: 'idle' },
    },
  ],
  callers: [],
  strict: false,
  ownForms: false,
  allowHttp: false,
};

interface Drawn {
  readonly site?: string;
  readonly stored?: ProfileSummary;
  readonly profileId?: string;
  readonly report?: CredentialReport;
  /** What each stored credential tells of itself. */
  readonly facts?: readonly CredentialFact[];
  /** What the background keeps of this form, as a page may have it. */
  readonly kept?: ProfileDraft;
}

/**
 * @param reply - To each save; other commands are done.
 * @returns once the form is there.
 */
export async function drawEditor(
  { report, facts, kept, ...more }: Drawn,
  reply: Reply | Promise<Reply> = accepted,
) {
  const sent: Command[] = [];
  const answers: Partial<Record<Query['type'], unknown>> = {
    'credential/check': report,
    'header/facts': facts,
    'profile/preview': [],
    'draft/read': kept,
  };
  // Cast: the answer fits the query, which a generic function cannot be told.
  const ask = (async ({ type }: Query) => answers[type]) as Ask;
  const onDone = vi.fn();
  const send = async (command: Command) => {
    sent.push(command);
    return command.type === 'profile/save' ? reply : accepted;
  };
  const editor = ({ stored, profileId = stored?.id, ...rest }: Drawn) => (
    <ProfileEditor
      schemes={summaries}
      send={send}
      ask={ask}
      onDone={onDone}
      stored={stored}
      {...(profileId !== undefined && { profileId })}
      {...rest}
    />
  );
  const { rerender, unmount } = render(editor(more));
  await screen.findByRole('button', { name: 'Save' });
  return {
    sent,
    onDone,
    unmount,
    saves: () => sent.filter((each) => each.type === 'profile/save'),
    /** What the background has been told of the form, in order. */
    keeping: () =>
      sent.filter(
        (each): each is RequestOf<'draft/keep' | 'draft/discard'> =>
          each.type === 'draft/keep' || each.type === 'draft/discard',
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
