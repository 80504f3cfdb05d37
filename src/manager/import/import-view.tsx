/** The page *Import*: choose files, watch them being read, review what they hold, save. */
import type { OpenState } from '../../domain/app-state';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { Heading } from '../../ui/heading';
import { RestoreView } from '../backup/restore-view';
import type { SavedProfile } from '../editor/use-profile-edit';
import { SharedFile } from '../share/shared-file';
import { ChooseSources } from './choose-sources';
import './import.css';
import { ReadingProgress } from './reading-progress';
import { ReviewView } from './review-view';
import { useDrop } from './use-drop';
import { useImport } from './use-import';

interface ImportViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
  readonly onDone: (saved: SavedProfile) => void;
}

export function ImportView({ state, send, ask, onDone }: ImportViewProps) {
  const { stage, kept, read, fail, cancel, leave } = useImport(send, ask);
  const isChoosing = stage.kind === 'choosing';
  const isOver = useDrop(
    (sources) => isChoosing && void read(sources),
    (failure) => isChoosing && fail(failure),
  );
  if (stage.kind === 'reviewing') {
    const { rows, remarks, files } = stage;
    const found = { rows, remarks, files, kept };
    return <ReviewView {...{ state, send, ask, onDone }} {...found} onLeave={leave} />;
  }
  if (stage.kind === 'own') {
    const { file } = stage;
    const shared = { state, send, ask, onDone };
    return file.kind === 'share' ? (
      <SharedFile {...shared} content={file.content} onCancel={leave} />
    ) : (
      <RestoreView {...shared} file={file.file} onCancel={leave} />
    );
  }
  const isCancelled = stage.kind === 'choosing' && stage.isCancelled;
  const said = isCancelled ? text('importCancelled') : !isChoosing && text('importReading');
  return (
    <section class="stack import">
      <Heading>{text('importTitle')}</Heading>
      {/* Over all stages: a screen reader announces only changes of an existing element. */}
      <p class={said ? undefined : 'nothing-said'} role="status">
        {said}
      </p>
      {stage.kind === 'reading' ? (
        <ReadingProgress part={stage.part} onCancel={cancel} />
      ) : (
        <ChooseSources
          failure={stage.failure}
          isCancelled={stage.isCancelled ?? false}
          kept={kept}
          onChosen={(sources) => void read(sources)}
          isOver={isOver}
        />
      )}
    </section>
  );
}
