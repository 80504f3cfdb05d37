/** The first site: a chip while it is known, and a field on request or if it has a problem. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { isPlainHttp } from '../../domain/site';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import type { Change, SiteInput } from './editor-draft';
import { hasMixedScripts } from './mixed-scripts';
import { pathApart } from './typed-places';

interface SiteFieldProps {
  readonly site: SiteInput;
  readonly onChange: (change: Change<SiteInput>) => void;
  readonly problem: string | undefined;
  /** The opt-in to plain http, if the site was refused for it. */
  readonly optIn: ComponentChildren;
}

export function SiteField({ site, onChange, problem, optIn }: SiteFieldProps) {
  const [isOpened, setIsOpened] = useState(false);
  const isRefused = problem !== undefined || Boolean(optIn);
  // The field stays when the problem has gone.
  useEffect(() => {
    if (isRefused && site.isKnown) onChange({ isKnown: undefined });
  }, [isRefused]);
  if (site.isKnown && !isRefused) {
    return (
      <SiteChip
        site={site}
        onOpen={() => {
          setIsOpened(true);
          onChange({ isKnown: undefined });
        }}
      />
    );
  }
  return (
    <div class="stack">
      <Field
        label={text('formSite')}
        value={site.url}
        onInput={(url) => onChange({ url, isKnown: undefined, fromTemplate: undefined })}
        onLeave={() => onChange(pathApart)}
        hint={hintOf(site)}
        problem={problem}
        focused={isOpened}
      />
      {optIn}
    </div>
  );
}

interface SiteChipProps {
  readonly site: SiteInput;
  readonly onOpen: () => void;
}

function SiteChip({ site, onOpen }: SiteChipProps) {
  const id = useId();
  const url = URL.parse(site.url);
  return (
    <div class="field">
      <strong id={id}>{text('formSite')}</strong>
      <div class="row site-chip">
        <span class="chip place">{site.url + site.path}</span>
        {url && isPlainHttp(url) && <span class="chip attention">{text('plainHttp')}</span>}
        <button class="quiet" type="button" aria-describedby={id} onClick={onOpen}>
          {text('formChangeSite')}
        </button>
      </div>
      {hasMixedScripts(site.url) && <p class="hint">{text('formMixedScripts')}</p>}
    </div>
  );
}

/** The path of a pasted address stands among the options. */
function hintOf({ url, path }: SiteInput): string {
  if (hasMixedScripts(url)) return text('formMixedScripts');
  return path === '' ? text('formSiteHint') : text('formSiteUnder', path);
}
