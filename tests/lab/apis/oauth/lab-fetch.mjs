/** `fetch` into the lab from Node, as far as an OAuth client needs it; redirects are not followed. */
import { askLab } from '../../server/ask-lab.mjs';

/**
 * @param {Pick<import('../../lab.mjs').Lab, 'ports'>} lab
 * @returns {(address: string, options?: { method?: string, headers?: Record<string, string>,
 *   body?: URLSearchParams | null | undefined }) => Promise<Response>}
 */
export function labFetch(lab) {
  return async (address, { method = 'GET', headers = {}, body } = {}) => {
    const content = body?.toString();
    const answer = await askLab(lab, address, {
      method,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(content ?? '')) },
      ...(content !== undefined && { body: content }),
    });
    const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each) => /** @type {[string, string]} */ ([name, each])),
    );
    const response = new Response(answer.text, { status: answer.status, headers: lines });
    // A response made by hand has an empty `url`, and clients read it.
    Object.defineProperty(response, 'url', { value: address });
    return response;
  };
}
