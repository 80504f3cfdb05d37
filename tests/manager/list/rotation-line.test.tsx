// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Rotation } from '../../../src/domain/rotation';
import { RotationLine } from '../../../src/manager/list/rotation-line';

vi.mock('../../../src/platform/extension-api', () => import('../../support/fake-extension-api'));
afterEach(cleanup);

/** Noon of a day in local time. */
const since = new Date(2026, 9, 19, 12).getTime();
const date = new Date(since).toLocaleDateString(undefined, { dateStyle: 'medium' });

const drawn = (rotation: Omit<Rotation, 'since'>) =>
  render(<RotationLine rotation={{ since, ...rotation }} />).container;

describe('RotationLine', () => {
  it.each([
    [{ ageDays: 0 }, `Credential set ${date}`],
    [{ ageDays: 34 }, `Credential set ${date} (34 days)`],
    [{ ageDays: 34, dueInDays: 56 }, `Credential set ${date} (34 days)Rotate in 56 days`],
    [{ ageDays: 89, dueInDays: 1 }, `Credential set ${date} (89 days)Rotate in 1 day`],
    [{ ageDays: 90, dueInDays: 0 }, `Credential set ${date} (90 days)Rotate today`],
    [{ ageDays: 93, dueInDays: -3 }, `Credential set ${date} (93 days)Overdue by 3 days`],
  ])('says of %o', (rotation, sentence) => {
    expect(drawn(rotation).textContent).toBe(sentence);
  });

  it.each([
    [1, false],
    [0, true],
    [-3, true],
  ])('stands out when due in %i days: %s', (dueInDays, standsOut) => {
    const chip = drawn({ ageDays: 90, dueInDays }).querySelector('.chip.attention');

    expect(chip !== null).toBe(standsOut);
  });
});
