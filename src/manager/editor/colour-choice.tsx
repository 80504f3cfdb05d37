/** Chooses the colour of a profile. */
import { COLOURS, type Colour } from '../../domain/profile';
import { text } from '../../platform/texts';

interface ColourChoiceProps {
  readonly colour: Colour;
  readonly onChange: (colour: Colour) => void;
}

export function ColourChoice({ colour, onChange }: ColourChoiceProps) {
  return (
    <fieldset>
      <legend>{text('formColour')}</legend>
      <div class="row">
        {COLOURS.map((each) => (
          <label class="check" key={each}>
            <input
              type="radio"
              name="colour"
              autocomplete="off"
              checked={each === colour}
              onChange={() => onChange(each)}
            />
            <span class={`dot ${each}`} aria-hidden="true" />
            {text(`colour_${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
