/** Adds the place of a header or site to a refused field: `headers.1.privateKey`. */
import { AppError } from '../../domain/errors';

/** @returns the error to throw instead: the same refusal, with the field as a path. */
export function placedAt(place: string, error: unknown): unknown {
  if (!(error instanceof AppError) || error.field === undefined) return error;
  const { code, message, problem, cause } = error;
  const field = `${place}.${error.field}`;
  return new AppError(code, message, { field, cause, ...(problem && { problem }) });
}
