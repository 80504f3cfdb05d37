/** One profile of a review: tick, name, scheme, what is sent where, remarks, and what it still needs. */
import { Component } from 'preact';
import { useId } from 'preact/hooks';
import type { SchemeId, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import type { PreviewLine } from '../../domain/preview';
import type { ProfileDraft } from '../../domain/profile-draft';
import { type TextKey, text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { schemeShort } from '../../ui/scheme-text';
import { RemarkList } from './remark-list';
import { canSave, isIncomplete, isTicked, type ReviewRow, renamed } from './review-rows';
import { RowFields } from './row-fields';
import { isNarrowed, rowRemarks } from './row-remarks';

interface ReviewRowItemProps {
  readonly row: ReviewRow;
  readonly schemes: readonly SchemeSummary[];
  /** Why a save was refused. */
  readonly failure: Failure | undefined;
  /** The same function for ever, so that a row is not drawn again for its sake. */
  readonly change: (at: number, how: (row: ReviewRow) => ReviewRow) => void;
}

/** Draws a row again only if it has changed: an import may have thousands. */
export class ReviewRowItem extends Component<ReviewRowItemProps> {
  override shouldComponentUpdate({ row, schemes, failure }: ReviewRowItemProps): boolean {
    const { props } = this;
    return row !== props.row || schemes !== props.schemes || failure !== props.failure;
  }

  override render(props: ReviewRowItemProps) {
    return <DrawnRow {...props} />;
  }
}

function DrawnRow({ row, schemes, failure, change }: ReviewRowItemProps) {
  const onChange = (how: (row: ReviewRow) => ReviewRow) => change(row.at, how);
  const id = useId();
  const { draft, check, source, isTwin } = row;
  const nameProblem = check?.failure?.field === 'name' ? failureText(check.failure) : undefined;
  return (
    <li class="import-row">
      <input
        type="checkbox"
        autocomplete="off"
        aria-label={text('importTick', draft.name)}
        aria-describedby={`${id}-about`}
        checked={isTicked(row)}
        disabled={!canSave(row)}
        onChange={({ currentTarget }) => {
          const isChosen = currentTarget.checked;
          onChange((before) => ({ ...before, isChosen }));
        }}
      />
      <div class="stack">
        <div class="row">
          <input
            class="row-name"
            type="text"
            autocomplete="off"
            spellcheck={false}
            autocapitalize="off"
            aria-label={text('formName')}
            aria-invalid={nameProblem !== undefined}
            aria-describedby={nameProblem && `${id}-name`}
            value={draft.name}
            onInput={({ currentTarget }) => {
              const name = currentTarget.value;
              onChange((before) => renamed(before, name));
            }}
          />
          {draft.headers.map(({ schemeId, isOff }, index) => (
            <span class={isOff ? 'chip off' : 'chip'} key={index}>
              {/* Cast: the importers know no other ids. */}
              <span>{schemeShort(schemeId as SchemeId)}</span>
              {isOff && ` ${text('compareOff')}`}
            </span>
          ))}
          {isNarrowed(row) && <span class="chip">{text('importIsNarrowed')}</span>}
          {isIncomplete(row) && <span class="chip attention">{text('importShowIncomplete')}</span>}
          {(check?.isThere || isTwin) && (
            <span class="chip attention">{text(isTwin ? 'importTwin' : 'importIsThere')}</span>
          )}
        </div>
        {nameProblem && <Problem id={`${id}-name`}>{nameProblem}</Problem>}
        <div class="about" id={`${id}-about`}>
          <Sends draft={draft} lines={check?.preview ?? []} />
          {check?.tokenOrigins.map((origin) => (
            <p key={origin}>{text(tokenRequestText(draft), new URL(origin).host)}</p>
          ))}
          {check?.otherServers.map((host) => (
            <p key={host}>{text('importSignInSentTo', host)}</p>
          ))}
          <RemarkList remarks={rowRemarks(row)} of={source.draft.name} />
        </div>
        <RowFields {...{ row, schemes, onChange }} />
        {failure && <Problem>{failureText(failure)}</Problem>}
      </div>
    </li>
  );
}

/** A client without a secret sends only its name, and a code or a token. */
function tokenRequestText({ headers }: ProfileDraft): TextKey {
  const hasSecret = headers.some(({ fields, isOff }) => !isOff && fields?.clientSecret);
  return hasSecret ? 'importSecretSentTo' : 'importSignInSentTo';
}

interface SendsProps {
  readonly draft: ProfileDraft;
  readonly lines: readonly PreviewLine[];
}

/** Described from the rules that the profile would compile to; its sites, as long as it has no rules. */
function Sends({ draft, lines }: SendsProps) {
  if (lines.length === 0) {
    return draft.sites.map(({ url, path }) => (
      <p class="place" key={url + path}>
        {url + path}
      </p>
    ));
  }
  return lines.map(({ headerNames, places, methods }) => (
    <p key={[...headerNames, ...places, ...methods].join(' ')}>
      {text('importSends', headerNames.join(', '))} <span class="place">{places.join(', ')}</span>
      {methods.length > 0 && ` (${methods.join(', ')})`}
    </p>
  ));
}
