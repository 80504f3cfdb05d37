/** Says how a server has answered a login that the user tried. */
import type { AnswerBody, TriedLogin } from '../../domain/tried-login';
import { type TextKey, text } from '../../platform/texts';

export function triedText(tried: TriedLogin, host: string): string {
  if (tried.kind === 'redirected') {
    return text(tried.fields ? 'tryLoginRedirected' : 'tryLoginRedirectedAway', host);
  }
  const { status, body } = tried;
  return [text(sentenceOf(tried), String(status)), BODIES[body] && text(BODIES[body])]
    .filter(Boolean)
    .join(' ');
}

function sentenceOf(tried: Exclude<TriedLogin, { kind: 'redirected' }>): TextKey {
  if (tried.kind !== 'answered') return REFUSALS[tried.kind];
  const hasToken = tried.members.some(({ uses }) => uses.some((use) => use.as === 'token'));
  return hasToken ? 'tryLoginAnswered' : 'tryLoginNoToken';
}

const REFUSALS = {
  refused: 'tryLoginRefused',
  'not-there': 'tryLoginNotThere',
  'for-later': 'tryLoginForLater',
} as const;

const BODIES: Readonly<Partial<Record<AnswerBody, TextKey>>> = {
  html: 'tryLoginHtml',
  other: 'tryLoginNoJson',
  none: 'tryLoginNoBody',
  'too-long': 'tryLoginTooLong',
};
