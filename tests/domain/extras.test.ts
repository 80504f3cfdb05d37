import { describe, expect } from 'vitest';
import { heldBackAt, isSentAt, mayBeSent, sentAt } from '../../src/domain/extras';
import { parsePathScope } from '../../src/domain/parse-site';
import type { HeaderSpecId, ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { proves } from '../support/proves';

// Casts: the parsers would return these types.
const [SITE, OTHER] = ['https://a.test', 'https://b.test'] as readonly string[] as [Origin, Origin];
const id = (text: string) => text as ProfileId;

interface Header {
  readonly names: readonly string[];
  readonly paths?: readonly string[];
  readonly isOff?: true;
}

function profile(name: string, headers: readonly Header[], isExtra = true, origin = SITE) {
  return {
    id: id(name),
    sites: [{ origin, path: parsePathScope('/') }],
    ...(isExtra && { isExtra: true as const }),
    headers: headers.map(({ names, paths = [], isOff }, index) => ({
      id: `${name}-${index}` as HeaderSpecId,
      headerNames: names,
      paths: paths.map(parsePathScope),
      ...(isOff && { isOff }),
    })),
  };
}

const ADA = profile('ada', [{ names: ['Authorization'] }], false);
const held = (...sent: readonly ReturnType<typeof profile>[]) =>
  heldBackAt(SITE, sent).map(({ headerId, name, by }) => [headerId, name, by]);

describe('heldBackAt', () => {
  proves(
    'T4',
    'a name that the identity sets is none of an extra’s, in any letter case',
    (tried) => {
      for (const name of ['Authorization', 'authorization', 'AUTHORIZATION']) {
        const extra = profile('x', [{ names: [name] }, { names: ['X-Debug'] }]);
        expect(held(ADA, extra)).toEqual([['x-0', name, 'ada']]);
        tried();
      }
    },
  );

  proves('T4', 'headers of one moment are held back together', (tried) => {
    expect(held(ADA, profile('x', [{ names: ['X-Date', 'authorization'] }]))).toEqual([
      ['x-0', 'authorization', 'ada'],
    ]);
    tried();
  });

  proves('T4', 'of two extras the upper one sets a header', (tried) => {
    const upper = profile('upper', [{ names: ['X-Debug'] }]);
    const lower = profile('lower', [{ names: ['x-debug'] }]);

    expect(held(ADA, upper, lower)).toEqual([['lower-0', 'x-debug', 'upper']]);
    expect(held(ADA, lower, upper)).toEqual([['upper-0', 'X-Debug', 'lower']]);
    tried();
  });

  proves('T4', 'a name is the identity’s at paths that its header leaves out, too', (tried) => {
    const narrow = profile('narrow', [{ names: ['Authorization'], paths: ['/v1'] }], false);

    expect(held(narrow, profile('x', [{ names: ['authorization'] }]))).toHaveLength(1);
    tried();
  });

  proves('T4', 'a header that is off, held back or elsewhere leaves its names', (tried) => {
    const off = profile('off', [{ names: ['Authorization'], isOff: true }], false);
    const elsewhere = profile('elsewhere', [{ names: ['Authorization'] }], false, OTHER);
    const both = profile('both', [{ names: ['Authorization', 'X-Date'] }]);
    const dated = profile('dated', [{ names: ['X-Date'] }]);
    const extra = profile('x', [{ names: ['authorization'] }]);

    expect(held(off, extra)).toEqual([]);
    expect(held(elsewhere, extra)).toEqual([]);
    expect(held(ADA, both, dated)).toEqual([['both-0', 'Authorization', 'ada']]);
    tried(3);
  });

  proves('T4', 'two headers of one profile do not hold each other back', (tried) => {
    const extra = profile('x', [{ names: ['X-Key'], paths: ['/v1'] }, { names: ['x-key'] }]);

    expect(held(ADA, extra)).toEqual([]);
    tried();
  });
});

describe('the profiles that are sent', () => {
  const first = profile('first', []);
  const last = profile('last', []);
  const facts = {
    profiles: [first, ADA, last],
    picks: { [SITE]: ADA.id },
    extras: { [SITE]: [last.id, first.id, id('gone')] },
  };

  proves('T4', 'are the identity, then the extras in the order of the list', (tried) => {
    expect(sentAt(facts, SITE).map((each) => each.id)).toEqual(['ada', 'first', 'last']);
    expect(sentAt(facts, OTHER)).toEqual([]);
    tried();
  });

  proves('T4', 'are none where the site is off', (tried) => {
    const off = { ...facts, picks: {} };
    expect(sentAt(off, SITE)).toEqual([]);
    expect([first, ADA, last].map((each) => isSentAt(off, each, SITE))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isSentAt(facts, last, SITE)).toBe(true);
    tried();
  });

  proves('T4', 'are sent as what they are now', (tried) => {
    expect(mayBeSent(first, SITE, undefined)).toBe(true);
    expect(mayBeSent(first, SITE, first.id)).toBe(false);
    expect(mayBeSent(ADA, SITE, ADA.id)).toBe(true);
    expect(mayBeSent(ADA, SITE, first.id)).toBe(false);
    expect(mayBeSent(first, OTHER, undefined)).toBe(false);
    tried(5);
  });
});
