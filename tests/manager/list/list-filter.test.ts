import { describe, expect, it } from 'vitest';
import type { ProfileSummary } from '../../../src/domain/app-state';
import {
  isFiltered,
  type ListFilter,
  NO_FILTER,
  valuesIn,
} from '../../../src/manager/list/list-filter';
import { rowStates } from '../../../src/manager/list/row-state';
import { profileOf, siteOf, stateOf, withSettings } from '../../support/app-states';

const [first] = profileOf(1).headers;
if (!first) throw new Error('no header');
const withHeader = (index: number, changes: object): ProfileSummary => ({
  ...profileOf(index),
  headers: [{ ...first, ...changes }],
});
const due = { rotation: { since: 0, ageDays: 9, dueInDays: -1 } };

const PLAIN = { ...profileOf(1), colour: 'red' } as const;
const REFUSED = profileOf(2);
const SIGNED_OUT = withHeader(3, { schemeId: 'oauth2-device-code', signedIn: false });
const FAILED = withHeader(4, { status: { state: 'failed', failure: { code: 'unexpected' } } });
const DUE = { ...profileOf(5), ...due };
const OFF = withHeader(6, {
  isOff: true,
  signedIn: false,
  status: { state: 'failed', failure: { code: 'unexpected' } },
});
const ALL = [PLAIN, REFUSED, SIGNED_OUT, FAILED, DUE, OFF];
const STATE = {
  ...stateOf(ALL, { [siteOf(1)]: PLAIN.id, [siteOf(2)]: REFUSED.id }),
  allowed: [siteOf(1)],
};
const stateOfRow = rowStates(STATE);

describe('rowStates', () => {
  it.each([
    ['in use', PLAIN, { isInUse: true }],
    [
      'in use where the browser does not allow it',
      REFUSED,
      { isInUse: true, problem: 'not-allowed' },
    ],
    ['not signed in', SIGNED_OUT, { isInUse: false, problem: 'signed-out' }],
    ['failed', FAILED, { isInUse: false, problem: 'failed' }],
    ['due', DUE, { isInUse: false, problem: 'due' }],
    ['without a problem, if the header that has it is off', OFF, { isInUse: false }],
  ])('says of a profile that it is %s', (_, profile, expected) => {
    expect(stateOfRow(profile)).toEqual(expected);
  });

  it('says nothing of access while everything is paused', () => {
    expect(rowStates(withSettings(STATE, { paused: true }))(REFUSED)).toEqual({ isInUse: true });
  });
});

describe('isFiltered', () => {
  const found = (filter: Partial<ListFilter>) =>
    ALL.filter((each) => isFiltered(each, { ...NO_FILTER, ...filter }, stateOfRow(each)));

  it.each<[Partial<ListFilter>, readonly ProfileSummary[]]>([
    [{}, ALL],
    [{ colour: 'red' }, [PLAIN]],
    [{ scheme: 'oauth2-device-code' as ListFilter['scheme'] }, [SIGNED_OUT]],
    [{ problem: 'any' }, [REFUSED, SIGNED_OUT, FAILED, DUE]],
    [{ problem: 'failed' }, [FAILED]],
    [{ problem: 'any', colour: 'red' }, []],
  ])('leaves those that have all of %o', (filter, expected) => {
    expect(found(filter)).toEqual(expected);
  });

  it('finds something for each value that is offered', () => {
    const { schemes, colours, problems } = valuesIn(ALL, stateOfRow, NO_FILTER);

    expect(problems).toEqual(['not-allowed', 'signed-out', 'failed', 'due']);
    expect(colours).toEqual(['grey', 'red']);
    for (const scheme of schemes) expect(found({ scheme })).not.toEqual([]);
    for (const colour of colours) expect(found({ colour })).not.toEqual([]);
    for (const problem of problems) expect(found({ problem })).not.toEqual([]);
  });

  it('still offers what is chosen when no profile has it any more', () => {
    const chosen: ListFilter = { ...NO_FILTER, colour: 'teal', problem: 'failed' };

    const { colours, problems } = valuesIn([PLAIN], stateOfRow, chosen);

    expect(colours).toEqual(['red', 'teal']);
    expect(problems).toEqual(['failed']);
  });
});
