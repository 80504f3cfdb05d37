/** One header of the profile at this site, in sentences: its times, its paths and its methods. */
import { text } from '../../platform/texts';
import { clockTime, minuteTime } from '../../ui/clock-text';
import { failureText } from '../../ui/failure-text';
import { type HeaderReport, isRenewed } from '../site-report';

export function headerLines(header: HeaderReport): readonly string[] {
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
  return expiresAt === undefined
    ? [sentence]
    : [sentence, text('verdictEnds', name, clockTime(expiresAt))];
}
