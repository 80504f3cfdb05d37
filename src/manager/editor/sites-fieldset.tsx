/** The path of the first site, and the further sites of a profile. */
import type { ComponentChildren } from 'preact';
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
  /** The opt-in to plain http, if the site was refused for it. */
  readonly optInAt: (index: number) => ComponentChildren;
}

export function SitesFieldset({ sites, onChange, problemOf, optInAt }: SitesFieldsetProps) {
  const change = (index: number, part: Partial<SiteInput>) =>
    onChange(sites.map((site, each) => (each === index ? { ...site, ...part } : site)));

  return (
    <fieldset class="stack">
      <legend>{text('formWhere')}</legend>
      {sites.map((site, index) => (
        <div class="stack" key={site.key}>
          {index === 0 && sites.length > 1 && <p class="place">{site.url}</p>}
          {index > 0 && (
            <>
              <Field
                label={text('formSite')}
                value={site.url}
                onInput={(url) => change(index, { url })}
                onLeave={() => change(index, pathApart(site))}
                hint={text(hasMixedScripts(site.url) ? 'formMixedScripts' : 'formSiteHint')}
                problem={problemOf(index, 'site')}
                focused={site.isAdded ?? false}
              />
              {optInAt(index)}
            </>
          )}
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
      <button
        class="quiet"
        type="button"
        onClick={() => onChange([...sites, { ...newSite(), isAdded: true }])}
      >
        {text('formAddSite')}
      </button>
    </fieldset>
  );
}
