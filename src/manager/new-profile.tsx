/** The form for a new profile. It starts with the page that the user came from, if there is one. */
import { useEffect, useState } from 'preact/hooks';
import { endHandOver, readHandOver } from '../platform/handed-over';
import type { HandOver } from '../platform/site-handover';
import { ProfileEditor } from './editor/profile-editor';
import type { SavedProfile } from './editor/use-profile-edit';

type EditorProps = Parameters<typeof ProfileEditor>[0];

interface NewProfileProps extends Omit<EditorProps, 'site' | 'profileId' | 'stored' | 'onDone'> {
  readonly onDone: (saved?: SavedProfile, cameFrom?: HandOver) => void;
}

export function NewProfile({ onDone, ...props }: NewProfileProps) {
  const [handed, setHanded] = useState<{ readonly page: HandOver | undefined }>();
  useEffect(() => {
    void readHandOver().then((page) => setHanded({ page }));
  }, []);
  if (!handed) return null;
  const { page } = handed;

  function finish(saved?: SavedProfile) {
    if (page) void endHandOver(page);
    onDone(saved, page);
  }

  return <ProfileEditor {...props} site={page?.site} onDone={finish} />;
}
