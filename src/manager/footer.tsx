/** The last line of each page: where help is. */
import { extensionVersion } from '../platform/extension-info';
import { type TextKey, text } from '../platform/texts';
import type { Route } from './route';
import './footer.css';

const LINKS: readonly (readonly [page: Route['page'], name: TextKey])[] = [
  ['help', 'helpTitle'],
  ['keyboard', 'keyboardTitle'],
  ['report', 'reportTitle'],
];

export function Footer({ page: current }: Pick<Route, 'page'>) {
  return (
    <footer class="row">
      {LINKS.map(([page, name]) => (
        <a key={page} href={`#/${page}`} aria-current={page === current ? 'page' : undefined}>
          {text(name)}
        </a>
      ))}
      <span class="push hint">{text('aboutVersion', extensionVersion())}</span>
    </footer>
  );
}
