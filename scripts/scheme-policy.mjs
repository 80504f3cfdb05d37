/** Every place outside of its folder that has to know an auth scheme, and the error if it does not. */

/**
 * @typedef {object} Scheme
 * @property {string} id
 * @property {readonly { readonly name: string }[]} fields
 * @property {boolean} signsTime
 * @property {boolean} asksServer - For the token that its header carries.
 * @property {string} source - Texts of its folder.
 *
 * @typedef {object} Places
 * @property {Readonly<Record<string, { readonly message: string }>>} texts - For a page to show.
 * @property {string} manual - The documents that have a table of schemes.
 * @property {Readonly<Record<string, string>>} tests - Path of a test → its text.
 * @property {readonly import('./threat-model.mjs').Row[]} threatModel
 * @property {(word: string) => readonly string[]} withoutWord - The word lists that do not have it.
 */

/** The rows that each scheme of a kind stands in. */
const ROWS = /** @type {const} */ ({ signsTime: 'T19', asksServer: 'T16' });

/**
 * @param {Scheme} scheme
 * @param {Places} places
 * @returns {readonly string[]} what is missing where; empty if all know it.
 */
export function schemeProblems(scheme, places) {
  return [
    ...textsOf(scheme)
      .filter((key) => !places.texts[key])
      .map((key) => `public/_locales/en/messages.json: no text ${key}`),
    ...rowProblems(scheme, places),
    ...testProblems(scheme, places),
    ...threatProblems(scheme, places),
    ...wordsOf(scheme.source).flatMap((word) =>
      places.withoutWord(word).map((list) => `${list}: takes the word ${word} for a secret`),
    ),
  ].map((problem) => `${scheme.id}: ${problem}`);
}

/**
 * The words that stand in front of a secret, as in `Bearer …`.
 *
 * @param {string} source
 */
export function wordsOf(source) {
  const values = source.matchAll(/\bvalue: `([A-Za-z][\w-]*) \$\{/g);
  const initials = source.matchAll(/\bname: 'prefix'.*?\binitial: '([^']+)'/g);
  return [...new Set([...values, ...initials].map(([, word = '']) => word))];
}

/** @param {Scheme} scheme */
function textsOf({ id, fields }) {
  const key = keyOf(id);
  return [`scheme_${key}`, `scheme_${key}_about`].concat(
    fields.map(({ name }) => `field_${key}_${name}`),
  );
}

/**
 * @param {Scheme} scheme
 * @param {Places} places
 */
function rowProblems({ id }, { texts, manual }) {
  const title = texts[`scheme_${keyOf(id)}`]?.message;
  if (title === undefined || manual.includes(`\n| ${title} | `)) return [];
  return [`README.md, docs/using.md: the table of schemes has no row "${title}"`];
}

/**
 * @param {Scheme} scheme
 * @param {Places} places
 */
function testProblems({ id }, { tests }) {
  return ['tests/schemes/', 'tests/e2e/']
    .filter(
      (folder) =>
        !Object.keys(tests).some((path) => path.startsWith(folder) && speaksOf(id, path, tests)),
    )
    .map((folder) => `${folder}: no test of it`);
}

/**
 * @param {Scheme} scheme
 * @param {Places} places
 */
function threatProblems(scheme, { threatModel, tests }) {
  return Object.entries(ROWS)
    .filter(([kind]) => scheme[/** @type {keyof typeof ROWS} */ (kind)])
    .filter(
      ([, row]) =>
        !threatModel
          .find(({ id }) => id === row)
          ?.evidence.some(({ file }) => speaksOf(scheme.id, file, tests)),
    )
    .map(([, row]) => `docs/threat-model.md: no test that ${row} names is about it`);
}

/**
 * The text names the scheme by its id, or by the key of its name in a picker.
 *
 * @param {string} id
 * @param {string} path
 * @param {Readonly<Record<string, string>>} tests
 */
function speaksOf(id, path, tests) {
  const name = new RegExp(`['"/]${id}['"/,]|(?<!\\w)scheme_${keyOf(id)}(?!\\w)`);
  return name.test(path) || name.test(tests[path] ?? '');
}

/** @param {string} id */
function keyOf(id) {
  return id.replaceAll('-', '_');
}
