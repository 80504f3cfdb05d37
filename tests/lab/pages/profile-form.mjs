/** Fills in the form of a profile by real keys and clicks. */

import { choose, click, press, tick, typeInto, words } from './controls.mjs';
import { rowOf } from './profile-row.mjs';

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
 * @property {boolean} [isExtra]
 * @property {string} [readPaths] Marks it for production; separated by spaces.
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
  const headers = [profile, ...moreHeaders];
  for (const [index, { scheme, fields }] of headers.entries()) {
    if (index > 0) await pressOption(manager, words('formAddHeader'));
    await choose(manager, `::-p-xpath(${headerAt(index)}//select)`, scheme);
    await fillCredential(manager, fields, index);
  }
  await fillSite(manager, profile.site);
  await typeInto(manager, field('formName'), name);
  if (colour !== undefined) await tick(manager, colour);
  if (note !== undefined) await typeInto(manager, field('formNote'), note);
  if (profile.path !== undefined) await typeInto(manager, field('formPath'), profile.path);
  for (const [index, { site, path }] of moreSites.entries()) {
    await pressOption(manager, words('formAddSite'));
    await typeInto(manager, field('formSite', '', index + 1), site);
    if (path !== undefined) await typeInto(manager, field('formPath', '', index + 1), path);
  }
  for (const [index, { paths, methods = [] }] of headers.entries()) {
    // The only header has its paths among the options.
    const within = headers.length > 1 ? headerAt(index) : '';
    if (paths !== undefined) await typeInto(manager, field('formPaths', within), paths);
    for (const method of methods) await tick(manager, method, within);
  }
  if (callers !== undefined) await typeInto(manager, field('formCallers'), callers);
  if (profile.strict) await tick(manager, words('formStrict'));
  if (profile.ownForms) await tick(manager, words('formOwnForms'));
  if (profile.ownPictures) await tick(manager, words('formOwnPictures'));
  if (profile.isExtra) await tick(manager, words('formExtra'));
  if (profile.readPaths !== undefined) {
    await tick(manager, words('formProduction'));
    if (profile.readPaths !== '')
      await typeInto(manager, field('formReadPaths'), profile.readPaths);
  }
  if (profile.allowCache) await tick(manager, words('formAllowCache'));
  if (!use) await click(manager, labelledBox('formUse'));
  if (profile.allowHttp) {
    // The switch stands in the problem that asks for it.
    await submitInVain(manager);
    await tick(manager, words('formAllowHttp'));
  }
}

/**
 * Types the first site, unless the form shows it already.
 *
 * @param {LabPage} manager
 * @param {string} site
 */
export async function fillSite(manager, site) {
  const chip = await manager.$('.site-chip');
  const known = await chip?.evaluate(({ textContent }) => textContent ?? '');
  if (known?.startsWith(site)) return;
  if (chip) await press(manager, words('formChangeSite'));
  await typeInto(manager, field('formSite'), site);
}

/**
 * Presses a button among the options, which it unfolds.
 *
 * @param {LabPage} manager
 * @param {string} name
 */
export function pressOption(manager, name) {
  return click(manager, `::-p-xpath(//button[text()='${name}'])`);
}

/**
 * Switches a header of the form off, or on again.
 *
 * @param {LabPage} manager
 * @param {number} index
 */
export function switchHeader(manager, index) {
  return click(manager, labelledBox('formHeaderOn', index));
}

/**
 * @param {import('./controls.mjs').MessageKey} key The label of a checkbox.
 * @param {number} [index] The index among checkboxes with the same text.
 */
function labelledBox(key, index = 0) {
  return `::-p-xpath((//label[normalize-space()='${words(key)}']/input)[${index + 1}])`;
}

/**
 * @param {LabPage} manager
 * @param {string} name The profile's name in the list.
 */
export async function submitProfile(manager, name) {
  await press(manager, words('formSave'));
  await manager.waitForSelector(`::-p-xpath(${rowOf(name)})`).catch(async (cause) => {
    const said = await manager.evaluate(() => document.body.innerText);
    throw new Error(`The profile is not in the list, but: ${said}`, { cause });
  });
}

/**
 * Submits a form that the background should refuse.
 *
 * @param {LabPage} manager
 * @returns {Promise<string>} The form's message.
 */
export async function submitInVain(manager) {
  await press(manager, words('formSave'));
  // Until the background has answered: its refusal moves the focus, and what stands below the field.
  await manager.waitForSelector('form button[type="submit"][aria-disabled="false"]');
  const alert = await manager.waitForSelector('form [role="alert"]');
  return (await alert?.evaluate(({ textContent }) => textContent)) ?? '';
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
    const isChoice = await found?.evaluate(({ tagName }) => tagName === 'SELECT');
    await (isChoice ? choose : typeInto)(manager, control, value);
  }
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
