/** Chooses which profiles the list shows. It offers only what some profile has. */
import { useMemo } from 'preact/hooks';
import { text } from '../../platform/texts';
import { ChoiceField } from '../../ui/choice-field';
import { schemeName } from '../../ui/scheme-text';
import type { FilterValues, ListFilter } from './list-filter';
import { PROBLEM_TEXTS } from './row-mark';

interface FilterFieldsProps {
  readonly filter: ListFilter;
  /** The same function until the profiles or the filter change. */
  readonly valuesNow: () => FilterValues;
  readonly onFilter: (filter: ListFilter) => void;
}

export function FilterFields({ filter, valuesNow, onFilter }: FilterFieldsProps) {
  const values = useMemo(valuesNow, [valuesNow]);
  const any = { value: '', name: text('activityAny') };
  const anyProblem = { value: 'any', name: text('activityProblem') };
  const problems = values.problems.map((value) => ({ value, name: text(PROBLEM_TEXTS[value]) }));
  // Casts: each value is that of one of the options.
  return (
    <div class="filters">
      <ChoiceField
        label={text('formScheme')}
        options={[any, ...values.schemes.map((value) => ({ value, name: schemeName(value) }))]}
        value={filter.scheme}
        onChange={(scheme) => onFilter({ ...filter, scheme: scheme as ListFilter['scheme'] })}
      />
      <ChoiceField
        label={text('formColour')}
        options={[
          any,
          ...values.colours.map((value) => ({ value, name: text(`colour_${value}`) })),
        ]}
        value={filter.colour}
        onChange={(colour) => onFilter({ ...filter, colour: colour as ListFilter['colour'] })}
      />
      <ChoiceField
        label={text('listProblem')}
        options={[any, ...(problems.length > 0 ? [anyProblem, ...problems] : [])]}
        value={filter.problem}
        onChange={(problem) => onFilter({ ...filter, problem: problem as ListFilter['problem'] })}
      />
    </div>
  );
}
