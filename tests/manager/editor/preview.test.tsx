// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
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
  headers: [],
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
  it('is a table of header, places and who, with the safety sentence once below it', async () => {
    expect(
      await cellsFor(LINE, { ...LINE, headerNames: ['X-API-Key'], methods: ['POST'] }),
    ).toEqual([
      [
        ['Authorization'],
        ['https://api.test/v1'],
        ['Addresses you open (GET, HEAD)', 'Scripts of api.test, app.test'],
      ],
      [
        ['X-API-Key'],
        ['https://api.test/v1'],
        ['Addresses you open (GET, HEAD)', 'Scripts of api.test, app.test (POST)'],
      ],
    ]);
    expect(screen.getAllByText(/^Other sites can only cause a plain GET/)).toHaveLength(1);
  });

  it('says what the browser leaves out of the site’s own requests', async () => {
    const [row] = await cellsFor({ ...LINE, picturesLeftOut: true });

    expect(row?.at(-1)).toContain('Not their pictures and style sheets');
  });

  it('does not repeat the origin of several paths', async () => {
    const places = ['https://api.test/v1', 'https://app.test/v1', 'https://api.test/v2'];

    const [[, where] = []] = await cellsFor({ ...LINE, places });

    expect(where).toEqual(['https://api.test', '/v1', '/v2', 'https://app.test/v1']);
  });

  it('names forms and iframes, and lets other sites cause nothing under Strict', async () => {
    const [[, , who] = []] = await cellsFor({ ...LINE, opened: [], formsAndFrames: true });

    expect(who).toEqual([
      'Scripts of api.test, app.test',
      'Form submissions and iframes of these pages',
    ]);
    expect(screen.getByText('Other sites cannot cause a request with the header.')).toBeDefined();
  });

  it('asks for a site while there is none', () => {
    render(<Preview draft={DRAFT} ask={(async () => []) as Ask} />);

    expect(screen.getByText('Enter a site to see what will be sent there.')).toBeDefined();
  });
});
