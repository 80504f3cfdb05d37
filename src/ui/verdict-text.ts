/** Maps a verdict to one sentence, found by its cause. */
import type { Verdict } from '../domain/verdict';
import { type TextKey, text } from '../platform/texts';
import { clockTime, dayAndTime } from './clock-text';
import { durationText } from './distance-text';
import { failureText } from './failure-text';

export function verdictText(verdict: Verdict): string {
  if (verdict.cause === 'not-issued') return failureText(verdict.failure);
  const [variant, ...parts] = partsOf(verdict);
  const key = `cause_${verdict.cause.replaceAll('-', '_')}${variant}`;
  // Cast: tests/ui/verdict-text.test.ts asks for the text of each.
  return text(key as TextKey, ...parts);
}

/** The variant of a cause's sentence, and the values in it. */
function partsOf(verdict: Verdict): readonly [variant: string, ...parts: string[]] {
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
    case 'rate-limited':
    case 'server-failed':
      return verdict.until === undefined ? [''] : ['_until', clockTime(verdict.until)];
    case 'clock-off':
      return ['', durationText(Math.abs(verdict.offsetMs))];
    case 'clock-far-off':
      return ['', dayAndTime(verdict.serverTime), dayAndTime(verdict.localTime)];
    default:
      return [''];
  }
}

/** The server has named the address, so it may be invalid. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
