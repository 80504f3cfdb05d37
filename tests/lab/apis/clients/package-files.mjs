/** Serves the built files of installed packages, so that a page of the lab loads nothing from the net. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const require = createRequire(import.meta.url);

const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };

/**
 * @param {string} manifest The result of `require.resolve` for the package's `package.json`.
 * @param {string} file Inside the package.
 * @returns {import('../../server/lab-host.mjs').LabAnswer}
 */
export function packageFile(manifest, file) {
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))];
  return {
    status: 200,
    headers: { 'content-type': `${type}; charset=utf-8` },
    body: readFileSync(join(dirname(manifest), file)),
  };
}

export const PACKAGES = {
  swaggerUi: require.resolve('swagger-ui-dist/package.json'),
  graphiql: require.resolve('graphiql/package.json'),
  react: require.resolve('react/package.json'),
  reactDom: require.resolve('react-dom/package.json'),
};
