/**
 * Maps failures to sentences by convention: `error_<code>`, `problem_<problem>` and `notice_<notice>` in
 * `_locales`, with `_` for `-`. One without a sentence does not compile.
 */
import type { ErrorCode, Failure, FieldProblem } from '../domain/errors';
import type { Notice } from '../domain/stored-copy';
import { text } from '../platform/texts';

type Underscored<T extends string> = T extends `${infer Start}-${infer Rest}`
  ? `${Start}_${Underscored<Rest>}`
  : T;

/** Says what happened and the next step; the problem of a field is more exact than its code. */
export function failureText({ code, problem }: Failure): string {
  return problem ? problemText(problem) : text(keyOf<'error', ErrorCode>('error', code));
}

/** The reason why a field is refused or doubted. */
export function problemText(problem: FieldProblem): string {
  return text(keyOf<'problem', FieldProblem>('problem', problem));
}

export function noticeText(notice: Notice): string {
  return text(keyOf<'notice', Notice>('notice', notice));
}

function keyOf<Kind extends string, Name extends string>(kind: Kind, name: Name) {
  // Cast: `replaceAll` returns what `Underscored` says.
  return `${kind}_${name.replaceAll('-', '_')}` as `${Kind}_${Underscored<Name>}`;
}
