/**
 * The driver's code in Firefox's own window (Marionette's context `chrome`), where tabs, the
 * toolbar, permissions and add-ons can be reached.
 *
 * It is sent as text. So must each part be: a function that refers to nothing outside itself, and is
 * given the parts that it needs. The window keeps their return values.
 */
import { addonPart } from './addon.mjs';
import { inputPart } from './input.mjs';
import { loadingPart } from './loading.mjs';
import { pagesPart } from './pages.mjs';
import { permissionsPart } from './permissions.mjs';
import { settingsPart } from './settings.mjs';
import { chromeTools } from './tools.mjs';

/**
 * @template {(...parameters: any[]) => { commands: object }} Part
 * @typedef {ReturnType<Part>['commands']} CommandsOf
 */

/**
 * @typedef {CommandsOf<typeof addonPart> & CommandsOf<typeof permissionsPart> &
 *   CommandsOf<typeof pagesPart> & CommandsOf<typeof inputPart> &
 *   CommandsOf<typeof settingsPart>} ChromeSide
 */

/** A function of the add-on's id. */
export const CHROME_SIDE = `(addonId) => {
  const tools = (${chromeTools})();
  const addon = (${addonPart})(addonId, tools);
  const permissions = (${permissionsPart})(addonId, tools, addon);
  const loading = (${loadingPart})(tools);
  const pages = (${pagesPart})(tools, addon, permissions, loading);
  const input = (${inputPart})(addon, pages);
  const settings = (${settingsPart})();
  const parts = [addon, permissions, pages, input, settings];
  return Object.assign({}, ...parts.map(({ commands }) => commands));
}`;
