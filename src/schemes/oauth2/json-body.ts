/** The body of a server's answer, as a JSON object. */
export type JsonBody = Readonly<Record<string, unknown>>;

/**
 * Ignores the content type: servers call their JSON text, HTML or a form. Leaves out null and empty
 * text, which some servers send for values that they do not give.
 *
 * @returns undefined if the text is no JSON object.
 */
export function jsonBody(text: string | undefined): JsonBody | undefined {
  try {
    const body: unknown = JSON.parse(text ?? '');
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
    return Object.fromEntries(
      Object.entries(body).filter(([, value]) => value !== null && value !== ''),
    );
  } catch {
    return undefined;
  }
}
