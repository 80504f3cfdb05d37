/** Makes the error of an import that is refused as a whole: it names the problem, and no part of a file. */
import { AppError, type FieldProblem } from '../domain/errors';

export function importRefused(problem: FieldProblem): AppError {
  return new AppError('import-refused', problem, { problem });
}
