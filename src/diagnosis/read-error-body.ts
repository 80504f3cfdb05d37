/**
 * Reads the cause of a refusal from its words: from the descriptions in its challenges, the error
 * headers of two clouds and the body. Only clear phrases count: "invalid or expired" means neither.
 */
import type { Challenge } from '../domain/challenge';
import { cutText, type HttpHeaders, linesOf } from '../domain/seen-request';

export interface ErrorText {
  readonly text: string;
  /** The text in lower case, with `SignatureExpired` and `token_expired` split into words. */
  readonly words: string;
}

const PHRASES = {
  address: [
    /\bip\b(?:[^.;"<>{}]|\.\d){0,60}\bnot (?:allowed|permitted|authori[sz]ed|whitelisted|on (?:the |our |your )?(?:allow|access|white))/,
    /\bip(?: address)? (?:has been |is )?(?:blocked|banned|denied|forbidden|mismatch)\b/,
    /\bbanned (?:your ip address|the country or region)/,
    /\bnot allow requests from (?:your|this) ip\b/,
    /\bclient address is not authorized\b/,
    /\bcannot use the access token from location\b/,
    /\berror code: 100[6-9]\b/,
  ],
  scope: [/\binsufficient (?:authentication )?scopes?\b/, /\bscope insufficient\b/],
  limit: [
    /\b(?:rate|request|usage|daily|user)\b[^.;"<>{}]{0,20}\blimit (?:has been |was |is )?(?:exceeded|reached)\b/,
    /\bexceeded (?:a|the|your) (?:secondary )?rate limit\b/,
    /\bquota exceeded\b/,
    /\btoo many requests\b/,
    /\bthrottling exception\b/,
  ],
  nonce: [
    /\bnonce (?:value )?(?:has |was |is )?(?:already |previously )?(?:been )?(?:already |previously )?(?:used|reused|replayed|seen)\b/,
    /\b(?:already used|previously used|duplicate|repeated|replayed|reused) nonce\b/,
    /\bnonce is no longer valid\b/,
  ],
  code: [
    /\b(?:code|otp|passcode|one time password)\b[^.,:;"<>{}]{0,30}\b(?:already|previously)(?: been)? (?:used|accepted|seen)\b/,
    /\b(?:already used|previously used|reused|replayed) (?:code|otp|passcode|one time password)\b/,
  ],
  expired: [
    /\b(?:token|jwt|signature|session|credentials?|key)\b[^.,:;"<>{}]{0,40}(?<!\b(?:not|or|and|if) )\bexpired\b(?!,? (?:or|and|revoked|malformed|invalid)\b)/,
    /(?<!\b(?:or|and) )\bexpired (?:access |authentication |security )?(?:token|jwt|signature|session|credentials|key)\b/,
  ],
  credential: [
    /\binvalid (?:api key|access token|authentication token|token|credentials|signature)\b/,
    /\bapi key (?:is )?(?:not valid|invalid)\b/,
    /\bbad credentials\b/,
    /\bauthentication (?:failed|error)\b/,
    // Gluwa's answer to an unknown API key. Other servers that write `Forbidden` mean it.
    /^[ \t]*\{\s*"Code"\s*:\s*"Forbidden"/m,
  ],
} as const;

export function readErrorBody(
  headers: HttpHeaders,
  challenges: readonly Challenge[],
  body = '',
): ErrorText {
  const described = challenges.flatMap(
    ({ parameters }) => parameters.get('error_description') ?? [],
  );
  const codes = [...linesOf(headers, 'x-amzn-errortype'), ...linesOf(headers, 'x-ms-error-code')];
  const text = cutText([...described, ...codes, body].map(cutText).join('\n'));
  return { text, words: wordsOf(text) };
}

export function mentions({ text, words }: ErrorText, cause: keyof typeof PHRASES): boolean {
  return PHRASES[cause].some((phrase) => phrase.test(words) || phrase.test(text));
}

/** The header that the server says is missing. */
export function missingHeader({ text }: ErrorText): string | undefined {
  // Gluwa's error code. Its messages may change.
  if (/"Code"\s*:\s*"SignatureMissing"/.test(text)) return 'X-REQUEST-SIGNATURE';
  return /\b(Authorization|X-[\w-]{1,38}) header is (?:missing|required)\b/i.exec(text)?.[1];
}

/** The scope that the body asks for, as JSON with the names of RFC 6750 §3. */
export function scopeIn({ text }: ErrorText): string | undefined {
  return /"scope"\s*:\s*"([\x20-\x7e]{1,200}?)"/.exec(text)?.[1];
}

function wordsOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .replace(/[\s_-]+/g, ' ')
    .toLowerCase();
}
