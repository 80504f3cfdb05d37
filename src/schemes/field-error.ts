/** The refusal every scheme answers with: which field, and why. Never the value. */
import { AppError, type FieldProblem } from '../domain/errors';

export function fieldError(field: string, problem: FieldProblem, cause?: unknown): AppError {
  return new AppError('credential-invalid', `${field}: ${problem}`, { field, problem, cause });
}
