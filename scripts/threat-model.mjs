/**
 * docs/threat-model.md as a check: each row names the test files that prove it, and what those
 * files tried is held against it. Pure.
 */

/**
 * @typedef {'pure' | 'chromium' | 'firefox'} Where No browser, or the browser of a test.
 *
 * @typedef {object} Row
 * @property {string} id `T1` to `T28` are threats, `F1` to `F12` faults.
 * @property {readonly Evidence[]} evidence Empty where the feature comes later.
 *
 * @typedef {object} Evidence
 * @property {string} file Path from the root, with slashes.
 * @property {readonly Where[]} where It has to run and prove the row in each.
 *
 * @typedef {object} Proof The cases of one test for its rows.
 * @property {readonly string[]} rows
 * @property {string} file
 * @property {Where} where
 * @property {boolean} passed
 * @property {number} tried Cases.
 *
 * @typedef {object} Line A line of the table of results.
 * @property {string} id
 * @property {string} where
 * @property {number} tried
 * @property {number} failures
 */

/** @type {readonly string[]} */
export const ROW_IDS = [
  ...Array.from({ length: 22 }, (_, index) => `T${index + 1}`),
  'T24',
  'T25',
  'T26',
  'T27',
  'T28',
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
];

const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * The rows of the tables: `| T1 | … | proof |`. The last cell names files as `` `tests/…` ``, with
 * `(Chromium only)` behind one that a single browser can have; it begins with "later" where there
 * is nothing to prove yet.
 *
 * @param {string} markdown
 * @returns {readonly Row[]}
 * @throws Error that lists what is wrong: a row too few or too many, or one without a proof.
 */
export function readThreatModel(markdown) {
  const rows = markdown.split('\n').flatMap((line) => readRow(line) ?? []);
  const ids = rows.map(({ id }) => id);
  const problems = [
    ...ROW_IDS.filter((id) => !ids.includes(id)).map((id) => `${id}: there is no such row`),
    ...ids.filter((id) => !ROW_IDS.includes(id)).map((id) => `${id}: unknown row`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id}: is there twice`),
    ...rows
      .filter(({ isLater, evidence }) => isLater === evidence.length > 0)
      .map(({ id }) => `${id}: must name its tests, or else begin with "later"`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return rows.map(({ id, evidence }) => ({ id, evidence }));
}

/** @param {string} line */
function readRow(line) {
  const [, id, ...cells] = line.split('|').map((cell) => cell.trim());
  if (id === undefined || !/^[TF]\d+$/.test(id)) return undefined;
  // The text after the closing bar is the last cell.
  const proof = cells.at(-2) ?? '';
  const named = proof.matchAll(/`(tests\/[^`]+)`(?: \((Chromium|Firefox) only\))?/g);
  return {
    id,
    isLater: /^later\b/.test(proof),
    evidence: [...named].map(([, file = '', only]) => ({ file, where: whereOf(file, only) })),
  };
}

/**
 * @param {string} file
 * @param {string | undefined} only
 * @returns {readonly Where[]}
 */
function whereOf(file, only) {
  if (!file.startsWith('tests/e2e/')) return ['pure'];
  return BROWSERS.filter((browser) => only === undefined || only.toLowerCase() === browser);
}

/**
 * @param {readonly Row[]} rows
 * @returns {readonly string[]} Every file that some row names, once.
 */
export function filesOf(rows) {
  return [...new Set(rows.flatMap(({ evidence }) => evidence.map(({ file }) => file)))].sort();
}

/**
 * @param {readonly Row[]} rows
 * @param {readonly Proof[]} proofs
 * @returns {{ lines: readonly Line[], problems: readonly string[] }} One line for each row and
 * place, in order; a row that nothing proves in a place where it should be has one with failures.
 */
export function holdAgainst(rows, proofs) {
  const lines = rows.flatMap((row) => {
    if (row.evidence.length === 0) return [{ id: row.id, where: 'later', tried: 0, failures: 0 }];
    const places = new Set(row.evidence.flatMap(({ where }) => where));
    return [...places].map((where) => {
      const own = proofs.filter((proof) => proof.rows.includes(row.id) && proof.where === where);
      const tried = own.reduce((sum, proof) => sum + proof.tried, 0);
      const failed = own.filter((proof) => !proof.passed).length;
      return { id: row.id, where, tried, failures: failed + missing(row, where, own).length };
    });
  });
  const problems = rows.flatMap((row) =>
    row.evidence.flatMap(({ file, where }) =>
      where
        .filter((place) => missing(row, place, proofs).includes(file))
        .map((place) => `${row.id}: ${file} has proven nothing of it (${place})`),
    ),
  );
  return { lines, problems: [...problems, ...unnamed(rows, proofs)] };
}

/**
 * @param {Row} row
 * @param {Where} place
 * @param {readonly Proof[]} proofs
 * @returns {readonly string[]} The files that should have proven the row there, and have not.
 */
function missing({ id, evidence }, place, proofs) {
  const files = evidence.filter(({ where }) => where.includes(place)).map(({ file }) => file);
  return files.filter(
    (named) =>
      !proofs.some(
        ({ rows, file, where, tried }) =>
          rows.includes(id) && file === named && where === place && tried > 0,
      ),
  );
}

/**
 * Proofs that the document does not name: its reader would not find them.
 *
 * @param {readonly Row[]} rows
 * @param {readonly Proof[]} proofs
 */
function unnamed(rows, proofs) {
  const found = proofs.flatMap(({ rows: proven, file, where }) =>
    proven
      .filter((id) => {
        const evidence = rows.find((row) => row.id === id)?.evidence ?? [];
        return !evidence.some((each) => each.file === file && each.where.includes(where));
      })
      .map((id) => `${id}: ${file} proves it (${where}), and its row does not say so`),
  );
  return [...new Set(found)];
}

/**
 * @param {readonly Line[]} lines
 * @returns {readonly string[]} The lines, in columns.
 */
export function tableOf(lines) {
  return lines.map(({ id, where, tried, failures }) => {
    if (where === 'later') return `${id.padEnd(4)}later`;
    const counted = `${String(tried).padStart(7)} tried  ${String(failures).padStart(3)} failed`;
    return `${id.padEnd(4)}${where.padEnd(9)}${counted}`;
  });
}
