// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedProfile, ShareReview } from '../../../src/domain/share';
import type { Origin } from '../../../src/domain/site';
import type { SavedProfile } from '../../../src/manager/editor/use-profile-edit';
import { SharedFile } from '../../../src/manager/share/shared-file';
import type { Command, Reply } from '../../../src/protocol/messages';
import { schemes } from '../../../src/schemes';
import { asked } from '../../support/fake-extension-api';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
beforeEach(() => void asked.splice(0));
afterEach(cleanup);

const STATE = { schemes: schemes.map(({ id, fields }) => ({ id, fields })) };
const BEARER = {
  schemeId: 'bearer',
  fields: {},
  asks: ['token'],
  servers: [],
  paths: [],
  methods: [],
};

function profile(name: string, more: Partial<SharedProfile> = {}): SharedProfile {
  return {
    name,
    colour: 'grey',
    note: '',
    sites: [{ url: `https://${name}.test`, path: '/v1' }],
    headers: [BEARER],
    strict: false,
    callers: [],
    turnedOff: [],
    isThere: false,
    ...more,
  };
}

async function draw(profiles: readonly SharedProfile[], reply: Reply = { ok: true }) {
  const sent: Command[] = [];
  const done: SavedProfile[] = [];
  const review: ShareReview = { ok: true, digest: '0123456789abcdef'.repeat(4), profiles };
  render(
    <SharedFile
      content="the file"
      state={STATE}
      send={async (command) => {
        sent.push(command);
        return reply;
      }}
      // Cast: the view asks no other query.
      ask={async () => review as never}
      onDone={(saved) => done.push(saved)}
      onCancel={() => {}}
    />,
  );
  await screen.findByText(/Fingerprint/);
  return { sent, done };
}

const type = (label: string, value: string, at = 0) =>
  fireEvent.input(screen.getAllByLabelText(label)[at] as HTMLElement, { target: { value } });
const submit = (count: number) =>
  fireEvent.click(
    screen.getByRole('button', {
      name: `${count === 1 ? 'Save 1 profile' : `Save ${count} profiles`}`,
    }),
  );

describe('the review of a shared file', () => {
  it('takes a secret for each header, sends all at once and asks for all sites at once', async () => {
    const { sent, done } = await draw([profile('one'), profile('two'), profile('three')]);

    type('Token', 'first', 0);
    type('Token', 'second', 1);
    type('Name', 'Renamed', 1);
    fireEvent.click(screen.getByLabelText('Save “three”'));
    submit(2);
    await vi.waitFor(() => expect(done).toHaveLength(1));

    expect(sent).toEqual([
      {
        type: 'share/import',
        text: 'the file',
        digest: '0123456789abcdef'.repeat(4),
        profiles: [
          { at: 0, name: 'one', headers: [{ fields: { token: 'first' }, accepted: [] }] },
          { at: 1, name: 'Renamed', headers: [{ fields: { token: 'second' }, accepted: [] }] },
        ],
        pick: false,
      },
    ]);
    expect(asked).toEqual(['https://one.test/*', 'https://two.test/*']);
    expect(done[0]).toMatchObject({ count: 2, origins: ['https://one.test', 'https://two.test'] });
  });

  it('ticks nothing that is there already, and says so if the user does', async () => {
    const { sent } = await draw([profile('one', { isThere: true })]);

    fireEvent.click(screen.getByRole('button', { name: 'Save profiles' }));
    expect(sent).toEqual([]);
    expect(screen.queryByLabelText('Token')).toBeNull();

    fireEvent.click(screen.getByLabelText('Save “one”'));
    expect(screen.getByText(/second one is saved beside it/)).toBeDefined();
  });

  it('offers no tick for a profile that cannot be imported, and says why', async () => {
    await draw([profile('one', { problem: 'site-http' }), profile('two')]);

    expect(screen.queryByLabelText('Save “one”')).toBeNull();
    expect(screen.getByText(/With plain http, anyone/)).toBeDefined();
    submit(1);
  });

  it('names the hosts first, the server that gets the secret, and what is turned off', async () => {
    const oauth = {
      ...BEARER,
      schemeId: 'oauth2-client-credentials',
      fields: { tokenUrl: 'https://login.test/token', clientId: 'c' },
      asks: ['clientSecret'],
      servers: ['https://login.test'],
    };
    const wide = { callers: ['https://app.test'], turnedOff: ['callers', 'ownForms'] as const };
    const { done } = await draw([profile('one', { headers: [oauth], strict: true, ...wide })]);

    expect(screen.getByRole('heading', { name: 'one.test/v1' })).toBeDefined();
    expect(screen.getByText('What you enter is sent to login.test to get a token.')).toBeDefined();
    expect(screen.getByText(/Turned off: calls from pages of https:\/\/app.test/)).toBeDefined();
    expect(screen.getByText(/Turned off: sending the header with the site’s form/)).toBeDefined();
    expect(screen.getByText(/Strict: only/)).toBeDefined();
    submit(1);
    await vi.waitFor(() => expect(done).toHaveLength(1));
    expect(done[0]?.origins).toEqual(['https://one.test', 'https://login.test'] as Origin[]);
  });

  it('shows a refusal at its field, and takes a doubtful value if the user means it', async () => {
    const failure = {
      code: 'credential-doubtful',
      field: 'profiles.1.headers.0.token',
      problem: 'space-around',
    } as const;
    const { sent } = await draw([profile('one'), profile('two')], { ok: false, failure });

    type('Token', ' mine', 1);
    submit(2);
    const use = await screen.findByRole('button', { name: 'Use it as it is' });
    const field = screen.getAllByLabelText('Token')[1];
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    await vi.waitFor(() => expect(document.activeElement).toBe(field));

    fireEvent.click(use);
    submit(2);
    expect(sent[1]).toMatchObject({
      profiles: [{}, { headers: [{ fields: { token: ' mine' }, accepted: ['space-around'] }] }],
    });
  });

  it('shows the refusal of a part without a field at the profile', async () => {
    const failure = { code: 'site-invalid', field: 'profiles.0.sites.0.path' } as const;
    await draw([profile('one'), profile('two')], { ok: false, failure });

    submit(2);

    const problem = await screen.findByRole('alert');
    expect(problem.closest('section')?.textContent).toContain('one.test');
    await vi.waitFor(() =>
      expect(document.activeElement).toBe(screen.getByLabelText('Save “one”')),
    );
  });

  it('says that a changed file is not imported', async () => {
    await draw([profile('one')], { ok: false, failure: { code: 'share-changed' } });

    submit(1);

    expect((await screen.findByRole('alert')).textContent).toContain('changed since');
  });
});
