/** The rows of one site below its heading, or all rows if the list has no groups. */
import type { ComponentChildren } from 'preact';
import type { SiteGroup } from './arrange';
import { SiteName } from './site-name';

interface GroupProps {
  readonly origin: SiteGroup['origin'];
  readonly total: number;
  readonly children: ComponentChildren;
}

export function Group({ origin, total, children }: GroupProps) {
  if (origin === undefined) return <ul class="profiles">{children}</ul>;
  return (
    <section>
      <h2 class="site-heading">
        <SiteName origin={origin} /> <span class="hint">{total}</span>
      </h2>
      <ul class="profiles">{children}</ul>
    </section>
  );
}

/** The groups as far as the first rows go. */
export function portionOf(groups: readonly SiteGroup[], count: number) {
  let left = count;
  return groups.flatMap(({ origin, profiles }) => {
    const there = profiles.slice(0, Math.max(0, left));
    left -= there.length;
    return there.length > 0 ? [{ origin, profiles: there, total: profiles.length }] : [];
  });
}
