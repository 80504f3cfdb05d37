// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProfileSummary } from '../../../src/domain/app-state';
import type { MadeShare, OpenPart, UnmadeShare } from '../../../src/domain/share';
import { ShareDialog } from '../../../src/manager/share/share-dialog';
import type { Query } from '../../../src/protocol/messages';
import { profileOf } from '../../support/app-states';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
const { saveFile } = vi.hoisted(() => ({ saveFile: vi.fn() }));
vi.mock('../../../src/manager/save-file', () => ({ saveFile }));
afterEach(() => {
  cleanup();
  saveFile.mockReset();
});

type Answer = MadeShare | UnmadeShare | undefined;

const made = (count: number): Answer => ({
  text: `{"n":${count}}\n`,
  fingerprint: '3f9a 12c4',
});

/** @param answer - Called with the number of the query. */
function draw(profiles: readonly ProfileSummary[], answer: (count: number) => Answer = made) {
  const queries: Query[] = [];
  render(
    <ShareDialog
      profiles={profiles}
      ask={async (query) => {
        queries.push(query);
        // Cast: the dialog asks no other query.
        return answer(queries.length) as never;
      }}
      onClose={() => {}}
    />,
  );
  return queries;
}

describe('the dialog to share profiles', () => {
  it('saves the file of the background and shows its fingerprint', async () => {
    const queries = draw([profileOf(1), profileOf(2)]);

    expect(await screen.findByText('Fingerprint: 3f9a 12c4')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Save file' }));

    expect(await screen.findByText(/Saved as keybearer-share-[\d-]+\.json/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Close' })).toBeDefined();
    expect(queries).toEqual([
      { type: 'share/make', profileIds: ['profile-1', 'profile-2'], notes: false },
    ]);
    expect(saveFile).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^keybearer-share-\d{4}-\d\d-\d\d\.json$/),
      '{"n":1}\n',
    );
    expect(screen.queryByLabelText('Include the notes')).toBeNull();
  });

  it('makes the file anew with the notes if the user ticks them', async () => {
    const queries = draw([{ ...profileOf(1), note: 'for the team' }]);

    fireEvent.click(await screen.findByLabelText('Include the notes'));
    await vi.waitFor(() => expect(queries).toHaveLength(2));

    expect(queries[1]).toMatchObject({ notes: true });
    await screen.findByText(/Fingerprint/);
    fireEvent.click(screen.getByRole('button', { name: 'Save file' }));
    await vi.waitFor(() => expect(saveFile).toHaveBeenCalledOnce());
    expect(saveFile.mock.calls[0]?.[1]).toBe('{"n":2}\n');
  });

  it('says that the profiles are gone, and saves nothing', async () => {
    draw([profileOf(1)], () => undefined);

    expect((await screen.findByRole('alert')).textContent).toContain('deleted in another window');
    fireEvent.click(screen.getByRole('button', { name: 'Save file' }));
    expect(saveFile).not.toHaveBeenCalled();
  });

  it.each<[OpenPart, RegExp]>([
    ['name', /^The name of “Ada” contains a secret .* Change the name, then share again\.$/],
    ['site', /^A site of “Ada” contains a secret .* from the site, then share again\.$/],
    [
      'path',
      /^A path of a header of “Ada” contains a secret .* from the path, then share again\.$/,
    ],
    ['caller', /^A caller of “Ada” contains a secret .* Remove the caller, then share again\.$/],
  ])('refuses a secret in the %s, says how to go on, and saves nothing', async (secretIn, said) => {
    draw([profileOf(1), profileOf(2)], () => ({ secretIn, name: 'Ada' }));

    expect((await screen.findByRole('alert')).textContent).toMatch(said);
    expect(screen.queryByText(/Fingerprint|What the file says/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Save file' }));
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(said));
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('refuses a secret in a note, and makes the file without notes', async () => {
    draw([{ ...profileOf(1), note: 'for the team' }], (count) =>
      count === 2 ? { secretIn: 'note', name: 'Ada' } : made(count),
    );
    await screen.findByText(/Fingerprint/);

    fireEvent.click(screen.getByLabelText('Include the notes'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^The note of “Ada” contains/);
    expect(screen.queryByText(/Fingerprint/)).toBeNull();
    fireEvent.click(screen.getByLabelText('Include the notes'));

    await screen.findByText(/Fingerprint/);
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Save file' }));
    await vi.waitFor(() => expect(saveFile.mock.calls[0]?.[1]).toBe('{"n":3}\n'));
  });
});
