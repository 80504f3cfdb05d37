/** Fills in the form of a profile by real keys and clicks. */
import { choose, click, press, tick, typeInto, words } from './controls.mjs';

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */

/**
 * @typedef {object} HeaderInput
 * @property {string} scheme The name of the auth scheme in the picker.
 * @property {Readonly<Record<string, string>>} fields Maps a label to the text or option.
 * @property {string} [paths] Separated by spaces.
 * @property {readonly string[]} [methods]
 *
 * @typedef {object} SiteInput
 * @property {string} site Any address of the API.
 * @property {string} [path]
 *
 * @typedef {object} RestOfProfile
 * @property {string} name
 * @property {string} [colour] The colour's text.
 * @property {string} [note]
 * @property {readonly SiteInput[]} [moreSites]
 * @property {readonly HeaderInput[]} [moreHeaders]
 * @property {string} [callers] Separated by spaces.
 * @property {boolean} [strict]
 * @property {boolean} [ownForms]
 * @property {boolean} [ownPictures]
 * @property {boolean} [allowCache]
 * @property {boolean} [allowHttp]
 * @property {boolean} [use] False to leave it unpicked; default true.
 *
 * @typedef {SiteInput & HeaderInput & RestOfProfile} NewProfile
 */

/**
 * Fills in the form and saves it; resolves once the manager shows it in the list.
 *
 * @param {LabPage} manager On the form for a new profile.
 * @param {NewProfile} profile
 */
export async function saveProfile(manager, profile) {
  await fillProfile(manager, profile);
  await submitProfile(manager, profile.name);
}

/**
 * @param {LabPage} manager On the form for a new profile.
 * @param {NewProfile} profile
 */
export async function fillProfile(manager, profile) {
  const { name, colour, note, callers, use = true, moreSites = [], moreHeaders = [] } = profile;
  await typeInto(manager, field('formName'), name);
  if (colour !== undefined) await tick(manager, colour);
  if (note !== undefined) await typeInto(manager, field('formNote'), note);
  for (const [index, site] of [profile, ...moreSites].entries()) {
    if (index > 0) await press(manager, words('formAddSite'));
    await fillSite(manager, index, site);
  }
  for (const [index, header] of [profile, ...moreHeaders].entries()) {
    if (index > 0) await press(manager, words('formAddHeader'));
    await fillHeader(manager, index, header);
  }
  if (callers !== undefined) await typeInto(manager, field('formCallers'), callers);
  if (profile.strict) await tick(manager, words('formStrict'));
  if (profile.ownForms) await tick(manager, words('formOwnForms'));
  if (profile.ownPictures) await tick(manager, words('formOwnPictures'));
  if (profile.allowCache) await tick(manager, words('formAllowCache'));
  // The form shows this switch only after an address of plain http was typed.
  if (profile.allowHttp) await tick(manager, words('formAllowHttp'));
  if (!use) await press(manager, words('formUse'), 'checkbox');
}

/**
 * @param {LabPage} manager
 * @param {string} name The profile's name in the list.
 */
export async function submitProfile(manager, name) {
  await press(manager, words('formSave'));
  await manager.waitForSelector(`::-p-xpath(//li//h2[text()='${name}'])`);
}

/**
 * Submits a form that the background should refuse.
 *
 * @param {LabPage} manager
 * @returns {Promise<string>} The form's message.
 */
export async function submitInVain(manager) {
  await press(manager, words('formSave'));
  const alert = await manager.waitForSelector('form [role="alert"]');
  return (await alert?.evaluate(({ textContent }) => textContent)) ?? '';
}

/**
 * @param {LabPage} manager
 * @param {number} index
 * @param {SiteInput} site
 */
async function fillSite(manager, index, { site, path }) {
  await typeInto(manager, field('formSite', '', index), site);
  if (path !== undefined) await typeInto(manager, field('formPath', '', index), path);
}

/**
 * @param {LabPage} manager
 * @param {number} index
 * @param {HeaderInput} header
 */
async function fillHeader(manager, index, { scheme, fields, paths, methods = [] }) {
  const within = headerAt(index);
  await choose(manager, `::-p-xpath(${within}//select)`, scheme);
  await fillCredential(manager, fields, index);
  if (paths === undefined && methods.length === 0) return;
  await unfold(manager, words('formNarrow'), within);
  if (paths !== undefined) await typeInto(manager, field('formPaths', within), paths);
  for (const method of methods) await tick(manager, method, within);
}

/**
 * @param {LabPage} manager
 * @param {Readonly<Record<string, string>>} fields Maps a label to the text or option.
 * @param {number} [index] The header's index.
 */
export async function fillCredential(manager, fields, index = 0) {
  for (const [label, value] of Object.entries(fields)) {
    const within = headerAt(index);
    const control = labelled(label, within);
    const found = await manager.waitForSelector(control);
    const isFolded = await found?.evaluate((each) => each.matches('details:not([open]) *'));
    if (isFolded) await unfold(manager, words('formMore'), within);
    const isChoice = await found?.evaluate(({ tagName }) => tagName === 'SELECT');
    await (isChoice ? choose : typeInto)(manager, control, value);
  }
}

/**
 * @param {LabPage} manager
 * @param {string} summary
 * @param {string} within XPath.
 */
function unfold(manager, summary, within) {
  return click(manager, `::-p-xpath(${within}//summary[text()='${summary}'])`);
}

/**
 * @param {import('./controls.mjs').MessageKey} key
 * @param {string} [within] XPath.
 * @param {number} [index] The index among controls with the same text.
 */
export function field(key, within, index) {
  return labelled(words(key), within, index);
}

/**
 * @param {string} label
 * @param {string} [within]
 * @param {number} [index]
 */
function labelled(label, within = '', index = 0) {
  const control = '*[self::input or self::textarea or self::select]';
  return `::-p-xpath((${within}//div[label[text()="${label}"]]/${control})[${index + 1}])`;
}

/** @param {number} index */
function headerAt(index) {
  return `//fieldset[legend[text()='${words('formWhat')}']]/fieldset[${index + 1}]`;
}
