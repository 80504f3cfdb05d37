/** The forms of all headers of a profile. */
import type { SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { type Change, changed, type EditorDraft, type HeaderInput } from './editor-draft';
import { HeaderFieldset } from './header-fieldset';

export type Headers = EditorDraft['headers'];

interface HeadersFieldsetProps {
  readonly schemes: readonly SchemeSummary[];
  readonly headers: Headers;
  /** The headers whose credential the user has to type again. */
  readonly lost: Headers;
  readonly onChange: (change: (before: Headers) => Headers) => void;
  readonly ask: Ask;
  /** The address of the first site that Keybearer can ask for its sign-in server. */
  readonly address: string | undefined;
  /** The valid sites of the profile. */
  readonly sites: readonly Origin[];
  /** The problem that made a save fail, by the whole field name: `headers.1.paths.0.path`. */
  readonly failureAt: (field: string | RegExp) => Failure | undefined;
}

export function HeadersFieldset(props: HeadersFieldsetProps) {
  const { schemes, headers, lost, onChange, ask, address, sites, failureAt } = props;
  const changeOne = (key: string, change: Change<HeaderInput>) =>
    onChange((before) => before.map((each) => (each.key === key ? changed(each, change) : each)));

  return (
    <fieldset class="stack need">
      <legend>{text('formWhat')}</legend>
      {headers.map((header, index) => (
        <HeaderFieldset
          key={header.key}
          schemes={schemes}
          header={header}
          lost={lost.includes(header)}
          onChange={(change) => changeOne(header.key, change)}
          onRemove={
            headers.length > 1
              ? () => onChange((before) => before.filter(({ key }) => key !== header.key))
              : undefined
          }
          ask={ask}
          address={address}
          sites={sites}
          failureAt={(field) => failureAt(within(`headers.${index}.`, field))}
        />
      ))}
    </fieldset>
  );
}

/** The name that the background gives to a header's field: `headers.1.paths.0.path`. */
function within(place: string, field: string | RegExp): string | RegExp {
  if (typeof field === 'string') return place + field;
  return new RegExp(`^${place.replaceAll('.', '\\.')}${field.source.replace(/^\^/, '')}`);
}
