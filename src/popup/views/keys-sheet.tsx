/** Shows the popup's keys. Loaded when it is first opened. */
import { useEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../domain/settings';
import { type TextKey, text } from '../../platform/texts';

interface KeysSheetProps {
  readonly settings: Pick<Settings, 'singleKeys' | 'digitsPick'>;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

const ALWAYS: readonly (readonly [string, TextKey])[] = [
  ['↑ ↓', 'keysMove'],
  ['Enter', 'keysPick'],
  ['Shift F10', 'keysMenu'],
];

export function KeysSheet({ settings, onSettings, onClose }: KeysSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { singleKeys, digitsPick } = settings;
  const single: readonly (readonly [string, TextKey])[] = [
    ['1–9', digitsPick ? 'keysDigitPick' : 'keysDigit'],
    ['0', digitsPick ? 'keysZeroPick' : 'keysZero'],
    ['/', 'keysSearch'],
    ['L', 'lock'],
    ['P', 'popupPause'],
    ['?', 'keysSheet'],
  ];
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Chrome would close the whole popup.
        event.preventDefault();
        dialog.current?.close();
      }}
    >
      <div class="stack">
        <h2 id="keys-title">{text('settingsKeys')}</h2>
        <dl class="keys">
          {[...ALWAYS, ...(singleKeys ? single : [])].map(([key, meaning]) => (
            <div class="row" key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text(meaning)}</dd>
            </div>
          ))}
        </dl>
        {!singleKeys && <p class="hint">{text('keysOff')}</p>}
        <div class="row">
          <button class="quiet" type="button" onClick={onSettings}>
            {text('navSettings')}
          </button>
          <button class="push" type="button" onClick={() => dialog.current?.close()}>
            {text('close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
