/** Chooses a file as a person does in the browser's dialog. */

/** @typedef {import('../browsers/lab-page.mjs').LabPage} LabPage */

/**
 * @param {LabPage} page With one field for files, or several of which the first is meant.
 * @param {string} name
 * @param {string} content
 */
export async function chooseFile(page, name, content) {
  const input = await page.waitForSelector('input[type="file"]');
  await input?.evaluate(
    (element, fileName, text) => {
      const field = /** @type {HTMLInputElement} */ (element);
      const files = new DataTransfer();
      files.items.add(new File([text], fileName));
      field.files = files.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    content,
  );
}
