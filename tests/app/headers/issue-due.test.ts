import { describe, expect } from 'vitest';
import { issuanceOf } from '../../../src/app/headers/issuance';
import { issueDue, issueHeader } from '../../../src/app/headers/issue-due';
import type { HeaderSpec, HeaderSpecId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { proves } from '../../support/proves';

const NOW = 1_587_674_497_000;
const SITE = 'https://api.gluwa.test' as Origin;

function spec(id: string, headerName: string, value: string): HeaderSpec {
  // Casts: as a vault could hold it that another version has written, past every check of a form.
  return {
    id: id as HeaderSpecId,
    schemeId: 'custom-header',
    credential: { headerName, value },
    paths: [],
    methods: [],
  };
}

describe('a header that no request can carry', () => {
  proves('T11', 'is refused when it is issued, with any content of the vault', async (tried) => {
    const unsendable: readonly (readonly [string, string])[] = [
      ['X-Key', 'a\r\nX-Injected: b'],
      ['X-Key', 'a\nb'],
      ['X-Key', 'a\0b'],
      ['X-Key', 'ключ'],
      ['X-Key', ' a'],
      ['X-Key', 'a '],
      ['X-Key', ''],
      ['X-Key', 'a'.repeat(16 * 1024 + 1)],
      ['X Key', 'a'],
      ['X-Key:', 'a'],
      ['X-Key\r\nX-Injected', 'a'],
      ['', 'a'],
    ];
    for (const [name, value] of unsendable) {
      await expect(issueHeader(spec('a', name, value), NOW)).rejects.toMatchObject({
        code: 'header-unsendable',
      });
      tried();
    }
  });

  proves('F12', 'is left out alone', async (tried) => {
    const good = issuanceOf(spec('good', 'X-Key', 'a'), SITE);
    const bad = issuanceOf(spec('bad', 'X-Key', 'a\nb'), SITE);

    const { issued, failures } = await issueDue([good, bad], {}, { now: NOW });

    expect(Object.keys(issued)).toEqual([good.key]);
    expect(failures).toEqual({ [bad.key]: { code: 'header-unsendable' } });
    tried(2);
  });
});
