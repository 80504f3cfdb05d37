/**
 * Templates of the text to sign and of header values: text with placeholders such as `{time}`.
 *
 * Letters in braces are a placeholder. Any other brace stands for itself, and there is no escape. A
 * template is split once, before there are values, so text that comes from a value is never replaced.
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fieldError } from '../field-error';

export const IN_SIGNED_TEXT = ['key', 'secret', 'time', 'nonce'] as const;
export const IN_HEADER = ['signature', 'key', 'time', 'nonce'] as const;

export type InHeader = (typeof IN_HEADER)[number];

export type Template<P extends string> = readonly (
  | { readonly text: string }
  | { readonly placeholder: P }
)[];

/**
 * @param field - The credential's field, which the error names.
 * @throws AppError `credential-invalid`, `secret-in-header` or `placeholder-unknown`.
 */
export function parseTemplate<P extends string>(
  field: string,
  typed: string,
  known: readonly P[],
): Template<P> {
  // The parts at odd positions are the names of placeholders.
  return typed.split(/\{([A-Za-z]+)\}/).map((part, index) => {
    if (index % 2 === 0) return { text: part };
    const placeholder = known.find((each) => each === part);
    if (placeholder !== undefined) return { placeholder };
    throw fieldError(field, part === 'secret' ? 'secret-in-header' : 'placeholder-unknown');
  });
}

export function hasPlaceholder<P extends string>(template: Template<P>, wanted: P): boolean {
  return template.some((part) => 'placeholder' in part && part.placeholder === wanted);
}

export function filledText<P extends string>(
  template: Template<P>,
  values: Readonly<Record<P, string>>,
): string {
  return template.map((part) => ('text' in part ? part.text : values[part.placeholder])).join('');
}

/** Text is taken as its UTF-8 bytes, a value as the bytes that it is. */
export function filledBytes<P extends string>(
  template: Template<P>,
  values: Readonly<Record<P, Uint8Array>>,
): Uint8Array {
  return concatBytes(
    ...template.map((part) => ('text' in part ? utf8ToBytes(part.text) : values[part.placeholder])),
  );
}
