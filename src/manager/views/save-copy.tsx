/** Saves the sealed copies as a file. */
import { useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { Problem } from '../../ui/problem';
import { saveFile } from '../save-file';

interface SaveCopyProps {
  readonly ask: Ask;
  readonly primary?: boolean;
}

export function SaveCopy({ ask, primary }: SaveCopyProps) {
  const [nothing, setNothing] = useState(false);

  async function save() {
    setNothing(false);
    const copies = (await ask({ type: 'vault/export' })) ?? [];
    if (copies.length === 0) return setNothing(true);
    const today = new Date().toISOString().slice(0, 10);
    saveFile(`keybearer-vault-${today}.txt`, `${copies.join('\n\n')}\n`);
  }

  return (
    <>
      <button class={primary ? 'primary' : undefined} type="button" onClick={save}>
        {text('saveCopy')}
      </button>
      {nothing && <Problem>{text('saveCopyNothing')}</Problem>}
    </>
  );
}
