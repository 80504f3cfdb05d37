/** The path of the first site, and the further sites of a profile. */
import type { ComponentChildren } from 'preact';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { type Change, changed, newSite, type SiteInput } from './editor-draft';
import { hasMixedScripts } from './mixed-scripts';
import { pathApart } from './typed-places';

type Sites = readonly SiteInput[];

interface SitesFieldsetProps {
  readonly sites: Sites;
  readonly onChange: (change: (before: Sites) => Sites) => void;
  /** The problem that made a save fail, by site and field. */
  readonly problemOf: (index: number, field: 'site' | 'path') => string | undefined;
  /** The opt-in to plain http, if the site was refused for it. */
  readonly optInAt: (index: number) => ComponentChildren;
}

export function SitesFieldset({ sites, onChange, problemOf, optInAt }: SitesFieldsetProps) {
  const changeOne = (key: SiteInput['key'], change: Change<SiteInput>) =>
    onChange((before) => before.map((each) => (each.key === key ? changed(each, change) : each)));

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
                onInput={(url) => changeOne(site.key, { url })}
                onLeave={() => changeOne(site.key, pathApart)}
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
            onInput={(path) => changeOne(site.key, { path })}
            hint={text('formPathHint')}
            problem={problemOf(index, 'path')}
          />
          {sites.length > 1 && (
            <button
              class="quiet"
              type="button"
              onClick={() => onChange((before) => before.filter(({ key }) => key !== site.key))}
            >
              {text('formRemoveSite')}
            </button>
          )}
        </div>
      ))}
      <button
        class="quiet"
        type="button"
        onClick={() => onChange((before) => [...before, { ...newSite(), isAdded: true }])}
      >
        {text('formAddSite')}
      </button>
    </fieldset>
  );
}
