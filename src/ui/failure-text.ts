/**
 * Finds the sentence of a failure by its name: `error_…` for a code, `problem_…` for the problem of a
 * field. A code or a problem without a sentence does not compile.
 */
import type { ErrorCode, Failure, FieldProblem } from '../domain/errors';
import { text } from '../platform/texts';

/** Message names cannot contain a hyphen. */
type KeyPart<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}_${KeyPart<Rest>}`
  : Name;

/** Says what happened and the next step; the problem of a field is more exact than its code. */
export function failureText({ code, problem }: Failure): string {
  return problem ? problemText(problem) : text(`error_${keyPart<ErrorCode>(code)}`);
}

/** The reason why a field is refused or doubted. */
export function problemText(problem: FieldProblem): string {
  return text(`problem_${keyPart<FieldProblem>(problem)}`);
}

function keyPart<Name extends string>(name: Name): KeyPart<Name> {
  // Cast: the type says what the line does.
  return name.replaceAll('-', '_') as KeyPart<Name>;
}
