/** What the profile will do, in sentences, from the rules it would compile to. */
import { useEffect, useState } from 'preact/hooks';
import type { PreviewDraft, PreviewLine } from '../../domain/preview';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';

interface PreviewProps {
  readonly draft: PreviewDraft;
  readonly ask: Ask;
}

const PAUSE_MS = 150;

export function Preview({ draft, ask }: PreviewProps) {
  const [lines, setLines] = useState<readonly PreviewLine[]>([]);
  // The draft is a new object at each render; what it says is what counts.
  const said = JSON.stringify(draft);
  useEffect(() => {
    const timer = setTimeout(async () => {
      setLines((await ask({ type: 'profile/preview', draft: JSON.parse(said) })) ?? []);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [ask, said]);

  return (
    <aside class="preview stack" aria-labelledby="preview-title">
      <h2 id="preview-title">{text('previewTitle')}</h2>
      {lines.length === 0 && <p class="hint">{text('previewNothing')}</p>}
      <ul class="stack">
        {lines.map((line) => (
          <li key={`${line.headerNames.join(' ')} ${line.place}`}>{sentences(line)}</li>
        ))}
      </ul>
    </aside>
  );
}

function sentences({
  headerNames,
  place,
  opened,
  callers,
  methods,
  formsAndFrames,
}: PreviewLine): string {
  const hosts = callers.join(', ');
  const header = headerNames.join(', ');
  const by = methods.length > 0 ? ` (${methods.join(', ')})` : '';
  const isOpened = opened.length > 0;
  return [
    isOpened && text('previewOpened', place, opened.join(', '), header),
    isOpened
      ? text('previewCallers', hosts, by, header)
      : text('previewCallersAlone', hosts, place, by, header),
    formsAndFrames && text('previewFormsAndFrames'),
    text(isOpened ? 'previewElseOpened' : 'previewElseStrict'),
  ]
    .filter(Boolean)
    .join(' ');
}
