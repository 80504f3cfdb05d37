/** `tests/` mirrors `src/`: a test stands where its module does. These folders mirror nothing. */
import { posix } from 'node:path';
import { importsOf } from './imports.mjs';

export const OTHER_FOLDERS = {
  journeys: 'many modules at once, over a browser in memory',
  e2e: 'the built extension in real browsers',
  repository: 'what holds for all sources, and the tools that hold it',
  lab: 'stand-ins of the APIs, the drivers of the browsers, the demo',
  bench: 'measurements, which are no tests',
  mutants: 'faults put into the product, each of which a test has to notice',
  support: 'fakes and builders',
  vectors: 'published vectors with their source, and vaults of earlier formats',
};

/**
 * @param {string} path - Of a test, from the repository's root.
 * @param {string} text
 * @param {readonly string[]} sources - Paths of all sources.
 * @returns {string | undefined} what is wrong; undefined if the test stands where it belongs.
 */
export function misplaced(path, text, sources) {
  const mirrored = path.replace(/^tests\//, 'src/');
  const [, top = ''] = mirrored.split('/');
  if (Object.hasOwn(OTHER_FOLDERS, top)) return undefined;

  const folder = posix.dirname(mirrored);
  if (folder === 'src' || !sources.some((source) => source.startsWith(`${folder}/`))) {
    return `${path}: there is no ${folder}, and tests/journeys/ is for what no folder holds alone`;
  }
  const name = posix.basename(path).replace(/\.test\.tsx?$/, '');
  // A test of one aspect of a folder bears the name of none of its modules.
  const namesakes = sources.filter(
    (source) =>
      source.startsWith(`src/${top}/`) && /^(.+)\.tsx?$/.exec(posix.basename(source))?.[1] === name,
  );
  if (namesakes[0] && !namesakes.some((source) => posix.dirname(source) === folder)) {
    return `${path}: its module is ${namesakes[0]}`;
  }
  const isJourney =
    top !== 'background' &&
    importsOf(path, text).some((imported) => imported.startsWith('src/background/'));
  return isJourney
    ? `${path}: a test that drives the background stands in tests/journeys/`
    : undefined;
}
