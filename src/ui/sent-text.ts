/** The headers that a request has carried, without their secrets: `Authorization (Basic)`. */
import type { ActivityEntry } from '../domain/activity';

export function sentText({
  headerNames,
  words = {},
}: Pick<ActivityEntry, 'headerNames' | 'words'>): string {
  return headerNames
    .map((name) => (words[name] === undefined ? name : `${name} (${words[name]})`))
    .join(', ');
}
