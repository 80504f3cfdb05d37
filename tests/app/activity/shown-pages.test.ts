/** A page that the browser showed without a request is noticed, and none is made up. */
import { beforeEach, describe, expect, it } from 'vitest';
import { notePage, type ShownPages, shownPages } from '../../../src/app/activity/shown-pages';
import type { Activity } from '../../../src/domain/activity';
import type { Origin } from '../../../src/domain/site';

const API = 'https://api.test' as Origin;
const URL_THERE = `${API}/app?x=1`;
const ELSEWHERE: Activity['pages'] = { 7: '' };

let shown: ShownPages;

beforeEach(() => {
  shown = shownPages();
});

const asked = (url: string, type = 'main_frame') =>
  shown.noteAsked({ at: 1, url, method: 'GET', type, tabId: 7 });
const note = (pages: Activity['pages'], url = URL_THERE) =>
  shown.note({ tabId: 7, url, at: 5 }, pages);

describe('a tab that comes from another site', () => {
  it('shows a page without a request: from memory, or from its service worker', () => {
    expect(note(ELSEWHERE)).toEqual({
      pages: { 7: API },
      missing: { at: 5, url: URL_THERE, method: 'GET', type: 'main_frame', tabId: 7 },
    });
  });

  it('shows a page with a request', () => {
    asked(`${API}/app`);

    expect(note(ELSEWHERE)).toEqual({ pages: { 7: API } });
  });

  it('shows a page that its service worker has requested', () => {
    shown.noteAsked({ at: 1, url: URL_THERE, method: 'GET', type: 'xmlhttprequest', tabId: -1 });

    expect(note(ELSEWHERE)).toEqual({ pages: { 7: API } });
    expect(note(ELSEWHERE).missing, 'the next time').toBeDefined();
  });

  it('requests of a frame or a script are no request for the page', () => {
    asked(URL_THERE, 'sub_frame');
    asked(URL_THERE, 'xmlhttprequest');

    expect(note(ELSEWHERE).missing).toBeDefined();
  });

  it('shows a page twice, the second time without a request', () => {
    asked(URL_THERE);
    const { pages } = note(ELSEWHERE);
    const left = note(pages, '');
    expect(left.pages).toEqual({ 7: '' });

    expect(note(left.pages).missing).toBeDefined();
  });
});

describe('a tab that goes on before the last page has been noted', () => {
  const OTHER = 'https://other.test' as Origin;
  const shownAt = (at: number, origin: Origin, pages: Activity['pages']) =>
    shown.note({ tabId: 7, url: `${origin}/`, at }, pages);
  const askedAt = (at: number, origin: Origin) =>
    shown.noteAsked({ at, url: `${origin}/`, method: 'GET', type: 'main_frame', tabId: 7 });

  it.each([
    ['before', 2],
    ['after', 4],
  ])('has asked for both, the first told of %s the second was asked for', (_, toldAt) => {
    askedAt(1, API);
    askedAt(3, OTHER);

    const first = shownAt(toldAt, API, ELSEWHERE);
    const second = shownAt(5, OTHER, first.pages);

    expect(first).toEqual({ pages: { 7: API } });
    expect(second).toEqual({ pages: { 7: OTHER } });
  });

  it('has a request for each page, there and back, even if events come late', () => {
    const there = [API, OTHER, API, OTHER];
    for (const [index, origin] of there.entries()) askedAt(index, origin);
    let pages = ELSEWHERE;

    const missing = there.map((origin, index) => {
      const noted = shownAt(10 + index, origin, pages);
      pages = noted.pages;
      return noted.missing;
    });

    expect(missing).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('has a request for its page, though it left another before that was loaded', () => {
    askedAt(1, API);
    askedAt(2, OTHER);
    askedAt(3, API);

    const first = shownAt(4, OTHER, ELSEWHERE);

    expect(shownAt(5, API, first.pages).missing).toBeUndefined();
  });

  it('does not count one request for a page shown twice', () => {
    askedAt(1, API);
    askedAt(3, OTHER);
    const first = shownAt(2, API, ELSEWHERE);
    const second = shownAt(4, OTHER, first.pages);

    expect(shownAt(6, API, second.pages).missing).toBeDefined();
  });

  it('does not count a request of long ago whose page was never shown', () => {
    askedAt(1, API);
    const first = shownAt(20_000, OTHER, ELSEWHERE);

    expect(shownAt(20_001, API, first.pages).missing).toBeDefined();
  });

  it('forgets the oldest of many requests whose pages were never shown', () => {
    askedAt(1, API);
    for (let at = 2; at < 40; at++) askedAt(at, OTHER);

    expect(shownAt(40, API, ELSEWHERE).missing).toBeDefined();
  });
});

describe('no page is noticed', () => {
  it('in a tab that this background has never seen', () => {
    expect(note({})).toEqual({ pages: { 7: API } });
  });

  it('within a site, and nothing is written', () => {
    const pages = { 7: API };

    expect(note(pages)).toEqual({ pages });
    expect(note(pages).pages).toBe(pages);
  });

  it('on a site that the browser does not allow, twice', () => {
    const { pages, missing } = note({ 7: API }, '');

    expect([pages, missing]).toEqual([{ 7: '' }, undefined]);
    expect(note(pages, '').pages).toBe(pages);
  });

  it('by a background that began after the request: the session knows it', () => {
    const pages = notePage(ELSEWHERE, { tabId: 7, origin: API });
    shown = shownPages();

    expect(note(pages).missing).toBeUndefined();
  });
});

it('knows the hundred newest tabs', () => {
  let pages: Activity['pages'] = {};
  for (let tabId = 1; tabId <= 150; tabId++) pages = notePage(pages, { tabId, origin: API });

  expect(Object.keys(pages)).toHaveLength(100);
  expect(Object.keys(pages)[0]).toBe('51');
});

it('forgets the requests of tabs of long ago', () => {
  asked(URL_THERE);
  for (let tabId = 100; tabId < 200; tabId++) {
    shown.noteAsked({ at: 1, url: URL_THERE, method: 'GET', type: 'main_frame', tabId });
  }

  expect(note(ELSEWHERE).missing).toBeDefined();
});
