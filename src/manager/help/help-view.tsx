/** Answers the first questions of a user. */
import { type TextKey, text } from '../../platform/texts';
import { Heading } from '../../ui/heading';

interface Answer {
  readonly question: TextKey;
  readonly answer: TextKey;
  readonly href: string;
  readonly page: TextKey;
}

const ANSWERS: readonly Answer[] = [
  {
    question: 'helpNoHeader',
    answer: 'helpNoHeaderAnswer',
    href: '#/activity',
    page: 'navActivity',
  },
  {
    question: 'lockedOutTitle',
    answer: 'helpForgotAnswer',
    href: '#/settings',
    page: 'navSettings',
  },
  { question: 'helpKeys', answer: 'helpKeysAnswer', href: '#/about', page: 'navAbout' },
  { question: 'helpMove', answer: 'helpMoveAnswer', href: '#/settings', page: 'navSettings' },
  { question: 'helpSees', answer: 'helpSeesAnswer', href: '#/access', page: 'navAccess' },
  { question: 'helpRemove', answer: 'helpRemoveAnswer', href: '#/settings', page: 'navSettings' },
  { question: 'helpElse', answer: 'helpElseAnswer', href: '#/report', page: 'reportTitle' },
];

interface HelpViewProps {
  /** A closed vault has none of the pages that the answers lead to, but the report. */
  readonly isOpen: boolean;
}

export function HelpView({ isOpen }: HelpViewProps) {
  return (
    <section class="stack">
      <Heading>{text('helpTitle')}</Heading>
      {ANSWERS.map(({ question, answer, href, page }) => (
        <section class="stack" key={question}>
          <h2>{text(question)}</h2>
          <p>{text(answer)}</p>
          {(isOpen || href === '#/report') && (
            <p>
              <a href={href}>{text(page)}</a>
            </p>
          )}
        </section>
      ))}
    </section>
  );
}
