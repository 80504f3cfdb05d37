/** The remarks that stand in a row: none that the row has answered, and none that its field or chip says. Pure. */
import type { Remark, RemarkCode } from '../../domain/imported';
import { ABOUT_SCOPE, FILLABLE, isIncomplete, type ReviewRow } from './review-rows';

/** The sentence of the last check says the same, and more exactly. */
const SAID_BY_CHECK: readonly RemarkCode[] = ['http-plain', 'credential-invalid'];

export function rowRemarks(row: ReviewRow): readonly Remark[] {
  const { source, check } = row;
  const isOver = (code: RemarkCode) =>
    check !== undefined &&
    (isIncomplete(row)
      ? check.failure !== undefined && SAID_BY_CHECK.includes(code)
      : ABOUT_SCOPE.includes(code) || FILLABLE.includes(code));
  return source.remarks.filter(({ code }) => code !== 'narrowed' && !isOver(code));
}

/** Fewer requests than in the source carry the header. Nearly every row of some tools is: a chip says it. */
export function isNarrowed({ source }: ReviewRow): boolean {
  return source.remarks.some(({ code }) => code === 'narrowed');
}
