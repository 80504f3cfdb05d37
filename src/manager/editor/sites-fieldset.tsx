/** The sites of a profile: exact origins, each with an optional path. */
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { newSite, type SiteInput } from './editor-draft';
import { hasMixedScripts } from './mixed-scripts';
import { pathApart } from './typed-places';

interface SitesFieldsetProps {
  readonly sites: readonly SiteInput[];
  readonly onChange: (sites: readonly SiteInput[]) => void;
  /** The problem that made a save fail, by site and field. */
  readonly problemOf: (index: number, field: 'site' | 'path') => string | undefined;
}

export function SitesFieldset({ sites, onChange, problemOf }: SitesFieldsetProps) {
  const change = (index: number, part: Partial<SiteInput>) =>
    onChange(sites.map((site, each) => (each === index ? { ...site, ...part } : site)));

  return (
    <fieldset class="stack">
      <legend>{text('formWhere')}</legend>
      {sites.map((site, index) => (
        <div class="stack" key={site.key}>
          <Field
            label={text('formSite')}
            value={site.url}
            onInput={(url) => change(index, { url })}
            onLeave={() => change(index, pathApart(site))}
            hint={hasMixedScripts(site.url) ? text('formMixedScripts') : text('formSiteHint')}
            problem={problemOf(index, 'site')}
          />
          <Field
            label={text('formPath')}
            value={site.path}
            onInput={(path) => change(index, { path })}
            hint={text('formPathHint')}
            problem={problemOf(index, 'path')}
          />
          {sites.length > 1 && (
            <button
              class="quiet"
              type="button"
              onClick={() => onChange(sites.filter((each) => each !== site))}
            >
              {text('formRemoveSite')}
            </button>
          )}
        </div>
      ))}
      <button class="quiet" type="button" onClick={() => onChange([...sites, newSite()])}>
        {text('formAddSite')}
      </button>
    </fieldset>
  );
}
