/** A header with a sign-in, and a background that answers as told. */
import type { HeaderSummary } from '../../src/domain/app-state';
import type { HeaderSpecId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import type { Ask, Query } from '../../src/protocol/messages';

export const SIGN_IN_HEADER: HeaderSummary = {
  id: 'h' as HeaderSpecId,
  schemeId: 'oauth2-authorization-code',
  headerNames: ['Authorization'],
  paths: [],
  methods: [],
  tokenOrigins: ['https://auth.test' as Origin],
  signedIn: false,
  status: { state: 'failed', failure: { code: 'signed-out' } },
};

/**
 * @param answers - To each question in turn; undefined: no answer.
 * @returns the questions, in order.
 */
export function answering(...answers: readonly unknown[]) {
  const asked: Query[] = [];
  // Cast: the answer fits the query, which a generic function cannot be told.
  const ask = (async (query: Query) => {
    asked.push(query);
    return answers[asked.length - 1];
  }) as Ask;
  return { asked, ask };
}
