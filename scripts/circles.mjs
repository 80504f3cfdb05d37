/**
 * No circles in `src`: the entries of one folder, modules and folders alike, import each other one
 * way. Types count too: two modules that need each other's types are one thing in two places.
 */

/** @typedef {Map<string, Set<string>>} Arrows - Name of a module or folder → what it imports. */

/**
 * @param {ReadonlyMap<string, readonly string[]>} imports - Source → what it imports, as paths from
 *   the repository's root.
 * @returns {readonly string[]} the circles, each with the folder it is in: `src/app: a → b → a`.
 */
export function circlesOf(imports) {
  return [...byFolder(imports)].flatMap(([folder, arrows]) =>
    circlesAmong(arrows).map((circle) => `${folder}: ${circle.join(' → ')}`),
  );
}

/**
 * An import counts in the folder where the two paths part.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 */
function byFolder(imports) {
  /** @type {Map<string, Arrows>} */
  const folders = new Map();
  for (const [path, targets] of imports) {
    for (const target of targets) {
      const [from, to] = [namesOf(path), namesOf(target)];
      const depth = from.findIndex((name, at) => name !== to[at]);
      // Packages, and files outside `src`.
      if (depth < 1) continue;
      const arrows = getOrAdd(folders, from.slice(0, depth).join('/'), () => new Map());
      // The name of a folder stands for its index.
      getOrAdd(arrows, from[depth], () => new Set()).add(to[depth] ?? 'index');
    }
  }
  return folders;
}

/** @param {string} path */
function namesOf(path) {
  return path.replace(/\.tsx?$/, '').split('/');
}

/**
 * @param {Arrows} arrows
 * @returns {readonly (readonly string[])[]} each circle once, though it may be entered anywhere.
 */
function circlesAmong(arrows) {
  /** @type {string[][]} */
  const circles = [];
  for (const name of arrows.keys()) {
    if (circles.some((circle) => circle.includes(name))) continue;
    const back = wayBack(arrows, name);
    if (back) circles.push(back);
  }
  return circles;
}

/**
 * @param {Arrows} arrows
 * @param {string} start
 * @returns {string[] | undefined} the shortest way from the name to itself.
 */
function wayBack(arrows, start) {
  const seen = new Set();
  const ways = [[start]];
  // Ways are appended while this goes on.
  for (const way of ways) {
    for (const next of arrows.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/**
 * @template K, V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 */
function getOrAdd(map, key, make) {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
