/** The form for a new profile. It starts with the page that the user came from, if there is one. */
import { useEffect, useState } from 'preact/hooks';
import { endHandOver, readHandOver } from '../platform/handed-over';
import type { HandOver } from '../platform/site-handover';
import { ProfileEditor } from './editor/profile-editor';
import type { SavedProfile } from './editor/use-profile-edit';
import { onShownAgain } from './shown-again';

type EditorProps = Parameters<typeof ProfileEditor>[0];

interface NewProfileProps extends Omit<EditorProps, 'site' | 'profileId' | 'stored' | 'onDone'> {
  readonly onDone: (saved?: SavedProfile, cameFrom?: HandOver) => void;
}

export function NewProfile({ onDone, ...props }: NewProfileProps) {
  const [handed, setHanded] = useState<{ readonly page: HandOver | undefined }>();
  useEffect(() => {
    const look = async (isLater: boolean) => {
      const page = await readHandOver(isLater);
      setHanded((before) => {
        const isSame = page === undefined || page.at === before?.page?.at;
        return before && isSame ? before : { page };
      });
    };
    void look(false);
    // The popup shows an open tab again, which may show this form already.
    return onShownAgain(() => void look(true));
  }, []);
  if (!handed) return null;
  const { page } = handed;

  function finish(saved?: SavedProfile) {
    if (page) void endHandOver(page);
    onDone(saved, page);
  }

  // Another page is another form; the draft keeps what is typed.
  return <ProfileEditor {...props} key={page?.at} site={page?.site} onDone={finish} />;
}
