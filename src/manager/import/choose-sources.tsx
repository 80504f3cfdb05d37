/** Takes the sources of an import: pasted, chosen, or dropped on the page. */
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import type { ImportReview } from '../../domain/import-review';
import type { ChosenSource } from '../../domain/import-work';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { sourcesOf } from './chosen-files';

interface ChooseSourcesProps {
  readonly failure: Failure | undefined;
  readonly isCancelled: boolean;
  /** The import that a lock has ended. */
  readonly kept: ImportReview | undefined;
  readonly onChosen: (sources: readonly ChosenSource[]) => void;
  /** Something is held over the page. */
  readonly isOver: boolean;
}

export function ChooseSources(props: ChooseSourcesProps) {
  const { failure, isCancelled, isOver, kept, onChosen } = props;
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that has cancelled the reading, or had the focus when it failed, is gone.
    if (failure || isCancelled) area.current?.querySelector('button')?.focus();
  }, []);
  return (
    <>
      <p>{text('importAbout')}</p>
      {kept && <KeptNotice review={kept} />}
      {failure && <Problem>{failureText(failure)}</Problem>}
      <div class={isOver ? 'drop-area over' : 'drop-area'} ref={area}>
        <p>{text('importDrop')}</p>
        <div class="row">
          <FileButton label={text('importChooseFiles')} onChosen={onChosen} />
          <FileButton label={text('importChooseFolder')} isFolder onChosen={onChosen} />
        </div>
      </div>
      <PasteField onChosen={onChosen} />
      <p class="hint">{text('importFormats')}</p>
    </>
  );
}

function KeptNotice({ review: { files } }: { readonly review: ImportReview }) {
  const names = files.filter((name) => name !== '');
  return (
    <div class="notice stack">
      <p>{text('importKept')}</p>
      {names.length > 0 && <p class="place">{shortList(names)}</p>}
      {names.length < files.length && <p>{text('importKeptPasted')}</p>}
    </div>
  );
}

const NAMES_AT_MOST = 5;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_AT_MOST).join(', ');
  const left = names.length - NAMES_AT_MOST;
  return left > 0 ? text('andMore', shown, String(left)) : shown;
}

interface FileButtonProps {
  readonly label: string;
  readonly isFolder?: boolean;
  readonly onChosen: (sources: readonly ChosenSource[]) => void;
}

/** The browser's own field says "no file chosen", which would be said of a choice that is used at once. */
function FileButton({ label, isFolder = false, onChosen }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        class="file-field"
        type="file"
        multiple
        autocomplete="off"
        tabIndex={-1}
        aria-hidden="true"
        ref={field}
        {...(isFolder && { webkitdirectory: true })}
        onChange={({ currentTarget }) => {
          const sources = sourcesOf(currentTarget.files ?? []);
          // The same file can be chosen again.
          currentTarget.value = '';
          onChosen(sources);
        }}
      />
      <button type="button" onClick={() => field.current?.click()}>
        {label}
      </button>
    </>
  );
}

/**
 * A paste is read at once and never enters the field, so that no secret of it is in the document. Typed
 * text is cleared when it is read.
 */
function PasteField({ onChosen }: Pick<ChooseSourcesProps, 'onChosen'>) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const read = (pasted: string) => {
    if (pasted.trim() !== '') onChosen([{ name: '', text: pasted }]);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = field.current?.value ?? '';
        if (field.current) field.current.value = '';
        read(typed);
      }}
    >
      <div class="field">
        <label for={id}>{text('importPaste')}</label>
        {/* autocomplete off: session restore would write the text to the disk. */}
        <textarea
          id={id}
          ref={field}
          rows={3}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          aria-describedby={`${id}-hint`}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text/plain') ?? '';
            // Beside typed text it is a part of that.
            if (event.currentTarget.value !== '' || pasted === '') return;
            event.preventDefault();
            read(pasted);
          }}
        />
        <p class="hint" id={`${id}-hint`}>
          {text('importPasteHint')}
        </p>
      </div>
      <div class="row">
        <button type="submit">{text('importRead')}</button>
      </div>
    </form>
  );
}
