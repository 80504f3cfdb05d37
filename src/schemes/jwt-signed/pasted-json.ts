/** Reads the JSON of a key file as editors and consoles leave it. */

/**
 * @returns undefined if the text is no JSON object, even with the line ends and tabs inside its texts
 * escaped: some consoles print the `\n` of a key as line ends.
 */
export function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  return objectOf(text) ?? objectOf(text.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, escaped));
}

function escaped(quoted: string): string {
  return quoted.replace(/\r?\n/g, '\\n').replace(/\t/g, '\\t');
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // Cast: the keys of an object from JSON are text.
    if (typeof value === 'object' && value) return value as Record<string, unknown>;
  } catch {
    // The text is no JSON: it may be PEM, or a secret.
  }
  return undefined;
}
