/** Refused names and values of headers: T11, at its root and through every scheme. */
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { issueHeader } from '../../../src/app/headers/issue-due';
import { AppError } from '../../../src/domain/errors';
import { schemes } from '../../../src/schemes';
import { parseHeaderName, parseHeaderValue } from '../../../src/schemes/header-field/header-field';
import { proves, rounds } from '../../support/proves';

const NOW = 1_587_674_497_000;

/** RFC 9110 §5.1 and §5.5, written as the grammar has it: `token`, and visible ASCII with spaces in. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const SENDABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Fetch §2.2.2, "forbidden request-header"; HTTP itself owns the two last. */
const OWNED = [
  'Accept-Charset',
  'Accept-Encoding',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Connection',
  'Content-Length',
  'Cookie',
  'Cookie2',
  'Date',
  'DNT',
  'Expect',
  'Host',
  'Keep-Alive',
  'Origin',
  'Referer',
  'Set-Cookie',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Via',
  'Proxy-Authorization',
  'Proxy-Connection',
  'proxy-anything',
  'Sec-Fetch-Site',
  'sec-anything',
];

/** Text with the characters that have split headers: line ends, NUL, their look-alikes beyond ASCII. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '\0',
        '\t',
        '\x7f',
        '\u0085',
        '\u2028',
        '\u010a',
        '\ud800',
      ),
      fc.constantFrom('\r\nHost: evil.test', 'é', '\u{1f511}', ' ', ':', ',', 'Bearer '),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** The field that an error names, or the thrown error itself. */
function refusedField(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.field : String(error);
  }
}

describe('the name of a header', () => {
  proves('T11', 'what the browser or HTTP owns is refused, in any case', (tried) => {
    for (const name of OWNED) {
      for (const spelled of [name, name.toLowerCase(), name.toUpperCase()]) {
        expect(
          refusedField(() => parseHeaderName('headerName', spelled)),
          spelled,
        ).toBe('headerName');
        tried();
      }
    }
    expect(refusedField(() => parseHeaderName('headerName', 'X-Secure-Proxy'))).toBeUndefined();
  });

  proves('T11', 'anything is a token, or refused with its field', (tried) => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string()), (typed) => {
        const field = refusedField(() => parseHeaderName('headerName', typed));
        expect(field).toBe(field === undefined ? undefined : 'headerName');
        if (field === undefined) expect(typed).toMatch(TOKEN);
        tried();
      }),
      { numRuns: rounds({ short: 2_000, full: 50_000 }) },
    );
  });
});

describe('the value of a header', () => {
  proves('T11', 'anything can be sent as it is, or is refused with its field', (tried) => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string()), (typed) => {
        const field = refusedField(() => parseHeaderValue('value', typed));
        expect(field === undefined).toBe(SENDABLE.test(typed));
        expect(field).toBe(field === undefined ? undefined : 'value');
        tried();
      }),
      { numRuns: rounds({ short: 2_000, full: 50_000 }) },
    );
  });
});

describe('every scheme', () => {
  proves(
    'T11',
    'issues a header that HTTP can carry, or names a field, for any typed text',
    async (tried) => {
      let issued = 0;
      const texts = fc.oneof(
        { weight: 2, arbitrary: hostile },
        fc.string({ minLength: 1, maxLength: 12 }),
        fc.stringMatching(/^[A-Za-z0-9]{1,24}$/),
        fc.constant('x'.repeat(17 * 1024)),
      );
      for (const scheme of schemes) {
        const names = scheme.fields.map(({ name }) => name);
        const fields = fc.record(Object.fromEntries(names.map((name) => [name, texts])));
        await fc.assert(
          fc.asyncProperty(fields, async (typed) => {
            tried();
            try {
              const credential = scheme.parse(typed);
              const { headers } = await issueHeader({ schemeId: scheme.id, credential }, NOW);
              expect(headers.map(({ name }) => name)).toEqual(scheme.headerNames(credential));
              for (const { name, value } of headers) {
                expect(name).toMatch(TOKEN);
                expect(value).toMatch(SENDABLE);
                expect(value.length).toBeLessThanOrEqual(16 * 1024);
              }
              issued += 1;
            } catch (error) {
              if (!(error instanceof AppError)) throw error;
              if (error.code !== 'header-unsendable') expect(names).toContain(error.field);
            }
          }),
          { numRuns: rounds({ short: 200, full: 5_000 }) },
        );
      }
      // Otherwise the property would hold for schemes that refuse everything.
      expect(issued).toBeGreaterThan(50);
    },
  );
});
