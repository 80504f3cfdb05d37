/** Filters the list of profiles by scheme, colour and problem. Pure. */
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeId } from '../../domain/credential';
import { COLOURS, type Colour } from '../../domain/profile';
import { PROBLEMS, type RowProblem, type RowState } from './row-state';

/** An empty string stands for any. */
export interface ListFilter {
  readonly scheme: SchemeId | '';
  readonly colour: Colour | '';
  readonly problem: RowProblem | 'any' | '';
}

export const NO_FILTER: ListFilter = { scheme: '', colour: '', problem: '' };

export function countOf(filter: ListFilter): number {
  return Object.values(filter).filter((value) => value !== '').length;
}

export function isFiltered(
  { colour, headers }: ProfileSummary,
  filter: ListFilter,
  { problem }: RowState,
): boolean {
  if (filter.colour !== '' && filter.colour !== colour) return false;
  if (filter.scheme !== '' && !headers.some(({ schemeId }) => schemeId === filter.scheme)) {
    return false;
  }
  if (filter.problem === 'any') return problem !== undefined;
  return filter.problem === '' || filter.problem === problem;
}

export interface FilterValues {
  readonly schemes: readonly SchemeId[];
  readonly colours: readonly Colour[];
  readonly problems: readonly RowProblem[];
}

/** The values that some profile has, and those that are chosen: a choice must not disappear. */
export function valuesIn(
  profiles: readonly ProfileSummary[],
  stateOf: (profile: ProfileSummary) => RowState,
  { scheme, colour, problem }: ListFilter,
): FilterValues {
  const schemes = new Set(profiles.flatMap(({ headers }) => headers.map((each) => each.schemeId)));
  if (scheme !== '') schemes.add(scheme);
  const colours = new Set<string>([colour, ...profiles.map((each) => each.colour)]);
  const problems = new Set<string | undefined>([
    problem,
    ...profiles.map((profile) => stateOf(profile).problem),
  ]);
  return {
    schemes: [...schemes],
    colours: COLOURS.filter((each) => colours.has(each)),
    problems: PROBLEMS.filter((each) => problems.has(each)),
  };
}
