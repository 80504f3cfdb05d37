/** Shows as a table what the profile will do, described from the rules that it would compile to. */
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
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await ask({ type: 'profile/preview', draft: JSON.parse(said) });
      if (current) setLines(answer ?? []);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, said]);

  const isAllOff = draft.headers.length === 0;
  return (
    <aside class="preview stack" aria-labelledby="preview-title">
      <h2 id="preview-title">{text('previewTitle')}</h2>
      {lines.length === 0 ? (
        <p class="hint">{text(isAllOff ? 'previewAllOff' : 'previewNothing')}</p>
      ) : (
        <>
          <PreviewTable lines={lines} />
          <p class="hint">
            {text('previewSentBy', causesOf(lines).join(', '))}
            {lines.some(({ picturesLeftOut }) => picturesLeftOut) &&
              ` ${text('previewPicturesLeftOut')}`}
          </p>
          <p class="hint">{text(safetySentence(lines))}</p>
          {guardsOf(lines).length > 0 && (
            <p class="hint">{text('previewGuards', guardsOf(lines).join(', '))}</p>
          )}
        </>
      )}
    </aside>
  );
}

function PreviewTable({ lines }: { readonly lines: readonly PreviewLine[] }) {
  const isSomeOpened = lines.some(isOpened);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text('compareHeader')}</th>
          <th scope="col">{text('previewPaths')}</th>
          <th scope="col">{text('compareMethods')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={[...line.headerNames, ...line.places, ...line.methods].join(' ')}>
            <th scope="row">{line.headerNames.join(', ')}</th>
            <Cell parts={placesByOrigin(line.places)} />
            <Cell
              parts={[
                line.methods.length > 0 ? line.methods.join(', ') : text('previewAllMethods'),
                ...(isSomeOpened && !isOpened(line) ? [text('previewNotOpened')] : []),
              ]}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ parts }: { readonly parts: readonly string[] }) {
  return (
    <td>
      {parts.map((part, index) => (
        <div key={index}>{part}</div>
      ))}
    </td>
  );
}

/** The paths of an origin stand below it, so that it is not repeated. */
function placesByOrigin(places: readonly string[]): readonly string[] {
  const origins = [...new Set(places.map(originOf))];
  return origins.flatMap((origin) => {
    const there = places.filter((place) => originOf(place) === origin);
    if (there.length === 1) return there;
    return [origin, ...there.map((place) => place.slice(origin.length))];
  });
}

function originOf(place: string): string {
  return new URL(place).origin;
}

function isOpened({ opened }: PreviewLine): boolean {
  return opened.length > 0;
}

/** The causes of the requests that carry a header, each once for the whole table. */
function causesOf(lines: readonly PreviewLine[]): readonly string[] {
  const opened = [...new Set(lines.flatMap((line) => line.opened))];
  const others = new Set(lines.flatMap(othersOf));
  return [
    ...(opened.length > 0 ? [text('previewOpened', opened.join(', '))] : []),
    text('previewOwnScripts'),
    ...(others.size > 0 ? [text('previewScripts', [...others].join(', '))] : []),
    ...(lines.some(({ formsAndFrames }) => formsAndFrames) ? [text('previewFormsAndFrames')] : []),
  ];
}

/** The hosts of a line's callers that are not the hosts of its own places. */
function othersOf({ places, callers }: PreviewLine): readonly string[] {
  const own = places.map((place) => new URL(place).hostname);
  return callers.filter((caller) => !own.includes(caller));
}

function guardsOf(lines: readonly PreviewLine[]): readonly string[] {
  return [...new Set(lines.flatMap(({ guards }) => guards))];
}

/** Only an opened address lets another site, by a link, cause a request with the header. */
function safetySentence(lines: readonly PreviewLine[]) {
  return lines.some(isOpened) ? 'previewElseOpened' : 'previewElseStrict';
}
