/** The label of the button that replaces the credential of one header. */
import type { SchemeId } from '../domain/credential';
import { text } from '../platform/texts';
import type { ReplaceableHeader } from './ways-to-replace';

/** Their secret is called a token. */
const TOKENS: readonly SchemeId[] = ['bearer', 'token'];

export function replaceText({ header, way }: ReplaceableHeader): string {
  if (way.kind === 'get-token') return text('getToken');
  if (way.kind === 'sign-in') return text('signInBegin');
  return text(TOKENS.includes(header.schemeId) ? 'replaceToken' : 'rotationReplace');
}
