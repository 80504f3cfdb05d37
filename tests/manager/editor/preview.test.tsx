// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PreviewLine } from '../../../src/domain/preview';
import { Preview } from '../../../src/manager/editor/preview';
import type { Ask } from '../../../src/protocol/messages';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

const LINE: PreviewLine = {
  headerNames: ['Authorization'],
  places: ['https://api.test/v1'],
  opened: ['GET', 'HEAD'],
  callers: ['api.test', 'app.test'],
  methods: [],
  formsAndFrames: false,
  picturesLeftOut: false,
  guards: ['If-Range', 'If-Unmodified-Since'],
};
const DRAFT = {
  sites: [],
  headers: [{ headerNames: ['Authorization'], paths: [], methods: [] }],
  callers: [],
  strict: false,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
  allowHttp: false,
};

/** @returns the lines of each cell. */
async function cellsFor(...lines: readonly PreviewLine[]) {
  render(<Preview draft={DRAFT} ask={(async () => lines) as Ask} />);
  const rows = (await screen.findAllByRole('row')).slice(1);
  return rows.map((row) =>
    [...row.children].map((cell) => {
      const parts = [...cell.querySelectorAll('div')].map(({ textContent }) => textContent);
      return parts.length > 0 ? parts : [cell.textContent];
    }),
  );
}

describe('the preview', () => {
  it('is a table of header, paths and methods, with the sentences once below it', async () => {
    const other = { ...LINE, headerNames: ['X-API-Key'], methods: ['POST', 'PUT'], opened: [] };
    expect(await cellsFor(LINE, other)).toEqual([
      [['Authorization'], ['https://api.test/v1'], ['All']],
      [['X-API-Key'], ['https://api.test/v1'], ['POST, PUT', 'from scripts only']],
    ]);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Header',
      'Paths',
      'Methods',
    ]);
    expect(
      screen.getAllByText(
        'Sent by: addresses you open (GET, HEAD), the site’s own scripts, scripts of app.test.',
      ),
    ).toHaveLength(1);
    expect(screen.getAllByText(/^Other sites can only cause a plain GET/)).toHaveLength(1);
  });

  it('counts a site of the profile as a caller only where it is one', async () => {
    const line = (host: string) => ({
      ...LINE,
      places: [`https://${host}/`],
      callers: [host],
      opened: [],
    });
    await cellsFor(line('api.test'), line('other.test'));

    expect(screen.getByText('Sent by: the site’s own scripts.')).toBeDefined();
  });

  it('says what the browser leaves out of the site’s own requests', async () => {
    await cellsFor({ ...LINE, picturesLeftOut: true });

    expect(screen.getByText(/pictures and style sheets go without\.$/)).toBeDefined();
  });

  it('does not repeat the origin of several paths', async () => {
    const places = ['https://api.test/v1', 'https://app.test/v1', 'https://api.test/v2'];

    const [[, where] = []] = await cellsFor({ ...LINE, places });

    expect(where).toEqual(['https://api.test', '/v1', '/v2', 'https://app.test/v1']);
  });

  it('names forms and iframes, and lets other sites cause nothing under Strict', async () => {
    const [[, , methods] = []] = await cellsFor({ ...LINE, opened: [], formsAndFrames: true });

    expect(methods).toEqual(['All']);
    expect(screen.getByText(/form submissions and iframes of these pages\.$/)).toBeDefined();
    expect(screen.getByText('Other sites cannot cause a request with the header.')).toBeDefined();
  });

  it('follows rows that differ only in their methods', async () => {
    const get = { ...LINE, methods: ['GET'] };
    const post = { ...LINE, methods: ['POST'] };
    const answers = [[get, post], [post]];
    const ask = (async () => answers.shift()) as Ask;
    const { rerender } = render(<Preview draft={DRAFT} ask={ask} />);
    const cell = await screen.findByText('POST');

    rerender(<Preview draft={{ ...DRAFT, strict: true }} ask={ask} />);

    await waitFor(() => expect(screen.queryByText('GET')).toBeNull());
    expect(screen.getByText('POST')).toBe(cell);
  });

  it('does not let an old answer replace a newer one', async () => {
    const answers: ((lines: readonly PreviewLine[]) => void)[] = [];
    // Cast: a generic function cannot be told the type of its answer.
    const ask = (() =>
      new Promise<readonly PreviewLine[]>((resolve) => answers.push(resolve))) as Ask;
    const { rerender } = render(<Preview draft={DRAFT} ask={ask} />);
    await waitFor(() => expect(answers).toHaveLength(1));
    rerender(<Preview draft={{ ...DRAFT, strict: true }} ask={ask} />);
    await waitFor(() => expect(answers).toHaveLength(2));

    await act(async () => answers[1]?.([{ ...LINE, methods: ['PUT'] }]));
    await act(async () => answers[0]?.([{ ...LINE, methods: ['DELETE'] }]));

    screen.getByText('PUT');
    expect(screen.queryByText('DELETE')).toBeNull();
  });

  it('asks for a site while there is none', () => {
    render(<Preview draft={DRAFT} ask={(async () => []) as Ask} />);

    expect(screen.getByText('Enter a site to see what will be sent there.')).toBeDefined();
  });

  it('says when every header is off', () => {
    render(<Preview draft={{ ...DRAFT, headers: [] }} ask={(async () => []) as Ask} />);

    expect(screen.getByText('Every header of this profile is off: nothing is sent.')).toBeDefined();
  });
});
