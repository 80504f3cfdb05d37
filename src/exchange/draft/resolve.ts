/** Puts the values of variables into a text of a source. What stays unresolved stays a placeholder. */

/** `mustache`: `{{x}}`, `{{ _.x }}`; `angles`: `<<x>>`; `shell`: `$X`, `${X}`. */
export type Syntax = 'mustache' | 'angles' | 'shell';

export interface Resolved {
  readonly text: string;
  /** The names without a value, or with one that contains itself: each once. */
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
/** The longest text of a form. */
const LENGTH_AT_MOST = 64 * 1024;

export function resolve(
  text: string,
  variables: Pick<ReadonlyMap<string, string>, 'get'>,
  syntax: Syntax,
): Resolved {
  const unresolved = new Set<string>();
  let steps = 0;

  function fill(part: string, open: readonly string[]): string {
    return part.replace(REFERENCE[syntax], (reference: string, first?: string, second?: string) => {
      const name = (first ?? second ?? '').trim();
      const value = variables.get(name);
      steps += 1;
      if (value === undefined || open.includes(name) || steps > STEPS_AT_MOST) {
        unresolved.add(name);
        return reference;
      }
      const filled = fill(value, [...open, name]);
      if (filled.length <= LENGTH_AT_MOST) return filled;
      unresolved.add(name);
      return reference;
    });
  }

  return { text: fill(text, []), unresolved: [...unresolved] };
}
