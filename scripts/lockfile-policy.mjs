/**
 * The rules for package.json and its lockfile, so that a bare clone installs the same everywhere
 * and runs no package's code while it does.
 */

/**
 * @typedef {object} LockedPackage
 * @property {string} [resolved]
 * @property {boolean} [dev]
 * @property {boolean} [hasInstallScript]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 *
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages
 *
 * @typedef {object} PackageJson
 * @property {Readonly<Record<string, string>>} dependencies
 * @property {Readonly<Record<string, string>>} devDependencies
 */

/** Packages with an install script, which `.npmrc` keeps from running; docs/dependencies.md. */
const HAVE_INSTALL_SCRIPTS = ['secp256k1'];

/**
 * @param {PackageJson} packageJson
 * @param {LockedPackages} packages - Of package-lock.json: place in node_modules → entry.
 * @returns {readonly string[]} what is wrong and why; empty if nothing is.
 */
export function lockfileProblems({ dependencies, devDependencies }, packages) {
  const places = Object.entries(packages);
  return [
    ...Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `${name}@${version}: not one exact version`),
    ...places
      .filter(([, { resolved }]) => resolved !== undefined)
      .map(([place]) => `${place}: names a registry's address, which others may not reach`),
    ...places.flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, place, name))
        .map((name) => `${place}: optional ${name} has no entry, so npm ci fails where it is due`),
    ),
    ...places
      .filter(([place, { hasInstallScript }]) => hasInstallScript && !isKnown(place))
      .map(([place]) => `${place}: has an install script that is not reviewed`),
    ...places
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
      .map(([place]) => `${place}: an install script in what people get`),
  ];
}

/** @param {string} place */
function isKnown(place) {
  return HAVE_INSTALL_SCRIPTS.includes(place.split('node_modules/').at(-1) ?? '');
}

/**
 * Node's own lookup: beside the package, then in every node_modules above it.
 *
 * @param {LockedPackages} packages
 * @param {string} place
 * @param {string} name
 */
function isLocked(packages, place, name) {
  for (let from = place; ; from = from.slice(0, from.lastIndexOf('/node_modules/'))) {
    if (`${from}/node_modules/${name}` in packages) return true;
    if (!from.includes('/node_modules/')) return `node_modules/${name}` in packages;
  }
}
