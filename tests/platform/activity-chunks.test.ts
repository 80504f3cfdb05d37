import { expect, it } from 'vitest';
import type { ActivityEntry } from '../../src/domain/activity';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { CHUNK_KEYS, type Chunks, entriesOf } from '../../src/platform/activity-chunks';
import { changedChunks } from '../../src/platform/changed-chunks';

const ENTRY: Omit<ActivityEntry, 'id'> = {
  at: 0,
  method: 'GET',
  origin: 'https://api.test' as Origin,
  address: 'https://api.test/',
  type: 'xmlhttprequest',
  tabId: 1,
  profileId: 'profile' as ProfileId,
  headerNames: [],
  verdict: { cause: 'working' },
  remedy: 'none',
};

/** From one number to the other, both among them. */
function entries(from: number, to: number): ActivityEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({ ...ENTRY, id: from + index }));
}

it('gives back what was stored, the oldest first', () => {
  expect(entriesOf(changedChunks(entries(480, 560)))).toEqual(entries(480, 560));
});

it('writes only where something is new', () => {
  expect(Object.keys(changedChunks(entries(1, 420), entries(1, 410)))).toEqual(['activity-8']);
  expect(Object.keys(changedChunks(entries(1, 460), entries(1, 440)))).toEqual([
    'activity-8',
    'activity-9',
  ]);
});

it('writes all where it is not known what is there', () => {
  expect(Object.keys(changedChunks(entries(1, 3)))).toEqual(CHUNK_KEYS);
});

it('empties what is forgotten as a whole', () => {
  expect(changedChunks([], entries(1, 3))).toEqual({ 'activity-0': [] });
});

it('keeps the last 500 through any number of writes', () => {
  let stored: Chunks = {};
  let before = entries(1, 1);
  for (let last = 30; last <= 2000; last += 37) {
    const now = entries(Math.max(1, last - 499), last);
    stored = { ...stored, ...changedChunks(now, before) };
    before = now;

    expect(entriesOf(stored)).toEqual(now);
  }
});
