/** One header of the profile at this site, in sentences: its times, its paths and its methods. */
import { text } from '../../platform/texts';
import { clockTime, minuteTime } from '../../ui/clock-text';
import { distanceText } from '../../ui/distance-text';
import { failureText } from '../../ui/failure-text';
import { type HeaderReport, isRenewed } from '../site-report';

/** @param now - Milliseconds since the Unix epoch. */
export function headerLines(header: HeaderReport, now: number): readonly string[] {
  const { name, status, paths, methods } = header;
  if (status.state === 'failed') {
    return [text('verdictHeaderFailed', name, failureText(status.failure))];
  }
  const { issuedAt, expiresAt } = status;
  const sentence = [
    text(isRenewed(header) ? 'verdictSigned' : 'verdictInstalled', name, minuteTime(issuedAt)),
    ...(paths.length > 0 ? [text('verdictScope', paths.join(', '))] : []),
    ...(methods.length > 0 ? [text('verdictMethods', methods.join(', '))] : []),
  ].join(' ');
  if (expiresAt === undefined) return [sentence];
  // A header that is renewed lives for minutes or hours; another one may live for years.
  const end = isRenewed(header)
    ? text('verdictEnds', name, clockTime(expiresAt))
    : text(
        expiresAt > now ? 'verdictExpires' : 'verdictExpired',
        name,
        distanceText(expiresAt, now),
      );
  return [sentence, end];
}
