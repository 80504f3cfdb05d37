/** Puts the values of variables into a text of a source. An unresolved variable stays a placeholder. */

/** `mustache`: `{{x}}`, `{{ _.x }}`; `angles`: `<<x>>`; `shell`: `$X`, `${X}`. */
export type Syntax = 'mustache' | 'angles' | 'shell';

export interface Resolved {
  readonly text: string;
  /** The names without a value, with one that contains itself, or with one too long: each once. */
  readonly unresolved: readonly string[];
}

/** Each stops at its first inner bracket, so that no text takes long. */
const REFERENCE: Readonly<Record<Syntax, RegExp>> = {
  mustache: /\{\{\s*(?:_\.)?([^{}]*)\}\}/g,
  angles: /<<([^<>]*)>>/g,
  shell: /\$(?:\{([^{}]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g,
};

/** Values of values of values: more are made to multiply. */
const STEPS_AT_MOST = 1000;
/** Characters of a text with its values: the longest text of a form. */
const LENGTH_AT_MOST = 64 * 1024;

export function resolve(
  text: string,
  variables: Pick<ReadonlyMap<string, string>, 'get'>,
  syntax: Syntax,
): Resolved {
  const unresolved = new Set<string>();
  let steps = 0;
  let isTooLong = false;

  function fill(part: string, open: readonly string[]): string {
    let length = part.length;
    return part.replace(REFERENCE[syntax], (reference: string, first?: string, second?: string) => {
      const name = (first ?? second ?? '').trim();
      const value = variables.get(name);
      steps += 1;
      const filled =
        value === undefined || open.includes(name) || steps > STEPS_AT_MOST || isTooLong
          ? undefined
          : fill(value, [...open, name]);
      if (filled !== undefined) {
        length += filled.length - reference.length;
        if (length <= LENGTH_AT_MOST) return filled;
        isTooLong = true;
      }
      unresolved.add(name);
      return reference;
    });
  }

  return { text: fill(text, []), unresolved: [...unresolved] };
}
