/** Makes every scheme's error for a bad field: it names the field and the problem, never the value. */
import { AppError, type FieldProblem } from '../domain/errors';

export function fieldError(field: string, problem: FieldProblem, cause?: unknown): AppError {
  return new AppError('credential-invalid', `${field}: ${problem}`, { field, problem, cause });
}
