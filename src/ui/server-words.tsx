/** The server's own words about a failure, folded below our sentence: as text, never as a link. */
import type { Failure } from '../domain/errors';
import { text } from '../platform/texts';

export function ServerWords({ failure }: { readonly failure: Failure | undefined }) {
  if (failure?.serverSays === undefined) return null;
  return (
    <details class="server-words">
      <summary>{text('serverSays')}</summary>
      {/* In its own direction, so that words in another script leave the rest of the line alone. */}
      <bdi>{failure.serverSays}</bdi>
    </details>
  );
}
