/** Reads the choices of every scheme: each has a few options, stored as they are named. */
import { fieldError } from './field-error';

/** @throws AppError `credential-invalid`, `choice-unknown`. */
export function parseChoice<C extends string>(
  field: string,
  typed: string | undefined,
  options: readonly C[],
): C {
  const choice = options.find((each) => each === typed);
  if (choice === undefined) throw fieldError(field, 'choice-unknown');
  return choice;
}
