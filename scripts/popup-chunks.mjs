/**
 * Gives the popup modules of its own. A module that another page or the background loads too would
 * bring along what only they use of it, and would be a file of its own: the popup would be a tenth
 * larger, and its first paint would wait for three scripts. The query makes a second module of each.
 */

const POPUP_PAGE = '/src/popup/popup.html';
const OWN = '?popup';
const SCRIPT = /\.m?[jt]sx?$/;

/** @returns {import('vite').Plugin} */
export function popupChunks() {
  return {
    name: 'keybearer:popup-chunks',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer?.endsWith(OWN) && !importer?.endsWith(POPUP_PAGE)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (!found || found.external || !SCRIPT.test(found.id)) return found;
      return { ...found, id: found.id + OWN };
    },
  };
}
