/** Says that a profile is saved, and what the user still has to do. */
import { text } from '../platform/texts';
import { LeavingButton } from './access/leaving-button';
import type { Saved } from './use-saved';

interface SavedNoticeProps {
  readonly saved: Saved | undefined;
  readonly onAllow: (saved: Saved) => void;
}

export function SavedNotice({ saved, onAllow }: SavedNoticeProps) {
  const isDenied = saved?.isAllowed === false;
  return (
    <div class={saved ? 'row line notice' : 'nothing-said'}>
      {/* Always present: a screen reader announces only changes of an existing output. */}
      <output>{saved && sentence(saved)}</output>
      {saved && isDenied && (
        <LeavingButton primary onClick={() => onAllow(saved)}>
          {text('verdictAllow', hostsOf(saved))}
        </LeavingButton>
      )}
    </div>
  );
}

function sentence(saved: Saved): string {
  const { count } = saved;
  if (count === 0) return text('savedNone');
  if (count !== undefined && count > 1) {
    return text(saved.isAllowed === false ? 'savedManyNotAllowed' : 'savedMany', String(count));
  }
  if (saved.isAllowed === false) return text('savedNotAllowed', saved.name, hostsOf(saved));
  return text(saved.needsReload ? 'savedNotReloaded' : 'saved', saved.name);
}

const HOSTS_AT_MOST = 3;

/** An import may have a thousand of them. */
function hostsOf({ origins }: Saved): string {
  const hosts = [...new Set(origins.map((origin) => origin.replace(/^\w+:\/\//, '')))];
  const shown = hosts.slice(0, HOSTS_AT_MOST).join(', ');
  const left = hosts.length - HOSTS_AT_MOST;
  return left > 0 ? text('andMore', shown, String(left)) : shown;
}
