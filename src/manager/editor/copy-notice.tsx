/** Says that the form is of a copy, and what makes it another identity: a sign-in, or a change. */
import { useId } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';

interface CopyNoticeProps {
  /** The name of the profile that it is a copy of. */
  readonly original: string;
  readonly headers: readonly HeaderSummary[];
}

export function CopyNotice({ original, headers }: CopyNoticeProps) {
  const id = useId();
  const hasSignIn = headers.some(({ signedIn }) => signedIn !== undefined);
  const signedOut = headers.filter(({ signedIn }) => signedIn === false);
  return (
    <div class="notice restored stack">
      <p>
        {text('copyNotice', original)} {!hasSignIn && text('copyChange')}
      </p>
      {signedOut.map((header) => (
        <div class="row line" key={header.id}>
          <p id={`${id}-${header.id}`}>
            {signedOut.length > 1 &&
              `${[schemeName(header.schemeId), ...header.paths].join(' ')}: `}
            {text('copySignIn')}
          </p>
          <a
            class="button primary"
            href={`#/sign-in/${header.id}`}
            aria-describedby={`${id}-${header.id}`}
          >
            {text('signInBegin')}
          </a>
        </div>
      ))}
    </div>
  );
}
