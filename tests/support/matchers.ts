/** The parts of a refusal that a test checks: its code, and the field and problem it names. */
import { expect } from 'vitest';
import type { ErrorCode, FieldProblem } from '../../src/domain/errors';

export function refusal(code: ErrorCode, field?: string, problem?: FieldProblem) {
  return expect.objectContaining({
    name: 'AppError',
    code,
    ...(field !== undefined && { field }),
    ...(problem !== undefined && { problem }),
  });
}
