/** Finds rows of the table of providers: by words, and by the site that the user came with. Pure. */
import { schemeName } from '../../ui/scheme-text';
import type { Preset } from './preset';

/** @returns the rows that have every word in the name, a host, a header or the name of a scheme. */
export function findPresets(presets: readonly Preset[], query: string): readonly Preset[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return presets.filter(({ name, sites, siteHints = [], headers }) => {
    const sent = headers.flatMap(({ schemeId, fields = {} }) => [
      schemeName(schemeId),
      ...Object.values(fields),
    ]);
    const said = [name, ...sites, ...siteHints, ...sent].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** @param url - Any text. @returns the rows that name its origin, or a shape that it has. */
export function presetsAt(presets: readonly Preset[], url: string): readonly Preset[] {
  const origin = URL.parse(url)?.origin ?? '';
  return presets.filter(({ sites, siteHints = [] }) =>
    [...sites, ...siteHints].some((shape) => hasShape(origin, shape)),
  );
}

/** The host of the first site as a list shows it: `your-domain.atlassian.net`. */
export function hostShown({ sites, siteHints = [] }: Preset): string | undefined {
  const [shape] = [...sites, ...siteHints];
  return shape?.replace('https://', '').replaceAll(/[{}]/g, '');
}

/** A part in braces is one label. A shape whose whole host is in braces fits no origin: it would fit all. */
function hasShape(origin: string, shape: string): boolean {
  const [before = '', rest] = shape.split('{');
  const [, after = ''] = rest?.split('}') ?? [];
  if (rest === undefined) return origin === shape;
  if (!after.startsWith('.')) return false;
  const label = origin.slice(before.length, -after.length);
  return origin.startsWith(before) && origin.endsWith(after) && /^[a-z0-9-]+$/.test(label);
}
