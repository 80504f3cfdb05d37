/** Maps a verdict to one sentence, found by its cause. */
import type { Verdict } from '../domain/verdict';
import { type TextKey, text } from '../platform/texts';
import { wholeMinuteAfter } from './clock-text';
import { durationText } from './distance-text';
import { failureText } from './failure-text';

/** @param status - Of the server's response, if there was one and it is known here. */
export function verdictText(verdict: Verdict, status?: number): string {
  if (verdict.cause === 'not-issued') return failureText(verdict.failure);
  const [variant, ...parts] = partsOf(verdict, status);
  const key = `cause_${verdict.cause.replaceAll('-', '_')}${variant}`;
  // Cast: tests/ui/verdict-text.test.ts asks for the text of each.
  return text(key as TextKey, ...parts);
}

/** The same for an extra, which is not the selected profile. */
export function extraVerdictText(verdict: Verdict): string {
  switch (verdict.cause) {
    case 'no-header-here':
      return text('cause_no_header_here_extra');
    case 'headers-off':
      return text('cause_headers_off_extra');
    default:
      return verdictText(verdict);
  }
}

/** The variant of a cause's sentence, and the values in it. */
function partsOf(
  verdict: Verdict,
  status: number | undefined,
): readonly [variant: string, ...parts: string[]] {
  const inBrackets = status === undefined ? '' : ` (${status})`;
  switch (verdict.cause) {
    case 'no-profile':
      return verdict.near ? ['_near', verdict.near] : [''];
    case 'not-allowed':
      return ['', new URL(verdict.origin).host];
    case 'path-not-covered':
      return ['', verdict.paths.join(', ')];
    case 'method-not-covered':
      return ['', verdict.methods.join(', ')];
    case 'foreign-initiator':
      return verdict.initiator ? ['', new URL(verdict.initiator).host] : ['_unknown'];
    case 'navigation-not-covered':
      return [verdict.strict ? '_strict' : ''];
    case 'not-readable':
      return ['', new URL(verdict.initiator).host];
    case 'overridden':
      return ['', verdict.headerName];
    case 'redirected-away':
      return ['', hostOf(verdict.to)];
    case 'network':
      return ['', verdict.error];
    case 'wrong-scheme':
      return ['', verdict.wanted.join(', '), verdict.sent];
    case 'missing-scope':
      return verdict.scope ? ['', verdict.scope] : ['_unnamed'];
    case 'credentials-refused':
      return [credentialVariant(verdict.word), inBrackets];
    case 'code-refused':
      return [verdict.isUsed ? '_used' : '', inBrackets];
    case 'rate-limited':
      return untilVariant(verdict.until, inBrackets);
    case 'server-failed':
      return untilVariant(verdict.until, String(status ?? '5xx'));
    case 'refused-otherwise':
      return status === undefined ? [''] : ['_status', String(status)];
    case 'clock-off':
      return ['', durationText(Math.abs(verdict.offsetMs))];
    case 'clock-far-off': {
      const aheadMs = verdict.localTime - verdict.serverTime;
      return [aheadMs > 0 ? '_ahead' : '_behind', durationText(Math.abs(aheadMs))];
    }
    default:
      return [''];
  }
}

/** @param word - The auth scheme in the refused `Authorization`, if it has one. */
function credentialVariant(word: string | undefined): string {
  if (word === undefined) return '';
  return word.toLowerCase() === 'basic' ? '_password' : '_token';
}

function untilVariant(
  until: number | undefined,
  status: string,
): readonly [variant: string, ...parts: string[]] {
  return until === undefined ? ['', status] : ['_until', status, wholeMinuteAfter(until)];
}

/** The server has named the address, so it may be invalid. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
