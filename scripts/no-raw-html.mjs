/**
 * A build step that takes the one way to set raw HTML out of Preact. Our pages never use it
 * (source-policy.mjs), the reviewers of Firefox's store rightly ask about it, and without that code an
 * injected property cannot reach it either: `dangerouslySetInnerHTML` does nothing.
 */

const LIBRARY = /[\\/]node_modules[\\/]preact[\\/]dist[\\/]preact\.m?js(\?.*)?$/;
const ASSIGNMENT = /\b\w+\.innerHTML=\w+\.__html\b/g;

/** @returns {import('vite').Plugin} */
export function noRawHtml() {
  let seen = false;
  return {
    name: 'keybearer:no-raw-html',
    enforce: 'pre',
    transform: {
      filter: { id: LIBRARY },
      handler(code) {
        seen = true;
        const found = code.match(ASSIGNMENT)?.length ?? 0;
        if (found !== 1) {
          this.error(`preact: ${found} assignments of raw HTML where one was known; look again`);
        }
        return { code: code.replace(ASSIGNMENT, 'void 0'), map: null };
      },
    },
    generateBundle() {
      // A renamed file would bring the assignment back unnoticed.
      if (!seen) this.error(`preact: no module like ${LIBRARY}; its raw HTML is still in`);
    },
  };
}
