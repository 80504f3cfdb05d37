/** Tells whether a path of a source means the same as a path scope of ours. */

/**
 * In a path scope a star is a wildcard, and `|`, `^`, `\` cannot be said. Percent-encoded bytes are
 * compared in both spellings, which is wider than a source that has one of them.
 */
export function isExactPath(path: string): boolean {
  return path.startsWith('/') && !/[*|^\\?#]/.test(path);
}
