/**
 * The driver's code beside a page: privileged, in the page's process. It works on every document,
 * a web page, one of our own, the popup, the background; no remote protocol of Firefox reaches all
 * of these by itself.
 */

/**
 * @typedef {object} ContentRequest
 * @property {'evaluate' | 'query' | 'place' | 'wasClicked' | 'type' | 'paste'} does
 * @property {string} [source] The source of the function to evaluate.
 * @property {readonly unknown[]} [parameters] Its parameters.
 * @property {string} [element] An id that `query` gave: the function's first parameter.
 * @property {string} [selector]
 * @property {readonly string[]} [keys] Characters, and names as `Enter`.
 * @property {boolean} [isShifted] Whether the Shift key is held meanwhile.
 * @property {string} [text] To paste.
 */

/**
 * Sent as text, so it must not refer to anything outside itself.
 *
 * @param {ContentRequest} request
 */
export function contentSide(request) {
  const { does, source, parameters, element, selector = '', keys = [], isShifted, text } = request;
  // Privileged interfaces have no published types; the page is that of the sandbox.
  const privileged = /** @type {any} */ (globalThis);
  const { ChromeUtils, Components, Cu, document, window } = privileged;
  // The sandbox keeps these, and lives as long as the document.
  privileged.labElements ??= new Map();
  /** @type {Map<string, any>} */
  const elements = privileged.labElements;

  switch (does) {
    case 'evaluate':
      return evaluate();
    case 'query':
      return query().map(remember);
    case 'place':
      return place();
    case 'wasClicked':
      return privileged.labClicked === known();
    case 'type':
      return type();
    case 'paste':
      return document.execCommand('insertText', false, text);
  }

  /** @param {any} found */
  function remember(found) {
    const known = [...elements].find(([, value]) => value === found);
    if (known) return known[0];
    const id = String(elements.size + 1);
    elements.set(id, found);
    return id;
  }

  function known() {
    const found = elements.get(element ?? '');
    if (!found?.isConnected) throw new Error(`The element has gone: ${element}`);
    return found;
  }

  /**
   * Runs in the page's own global, as a script of the page: its requests have the page as their origin.
   * A debugger may do this even where the page's policy forbids `eval`.
   */
  function evaluate() {
    if (privileged.labDebugger === undefined) {
      const { addDebuggerToGlobal } = ChromeUtils.importESModule(
        'resource://gre/modules/jsdebugger.sys.mjs',
      );
      addDebuggerToGlobal(privileged);
      privileged.labDebugger = new privileged.Debugger();
    }
    const page = privileged.labDebugger.makeGlobalObjectReference(Cu.waiveXrays(window));
    return new Promise((resolve, reject) => {
      const done = Cu.exportFunction((/** @type {string} */ json) => resolve(json), window);
      const given = element ? 'element, ' : '';
      const script = `(async () => {
        const value = await (${source})(${given}...${JSON.stringify(parameters)});
        return { value };
      })().catch((error) => ({ error: String(error?.stack ? error + '\\n' + error.stack : error) }))
        .then((outcome) => done(JSON.stringify(outcome)))`;
      const completion = page.executeInGlobalWithBindings(script, {
        done: page.makeDebuggeeValue(Cu.waiveXrays(done)),
        ...(element && {
          element: page.makeDebuggeeValue(Cu.waiveXrays(known())),
        }),
      });
      if (completion === null) reject(new Error('The page ended the script.'));
      else if (completion.throw) reject(new Error('The script does not parse.'));
    });
  }

  /** CSS, or puppeteer's `::-p-xpath(…)` and `::-p-aria([name="…"][role="…"])`. */
  function query() {
    const [, kind, inside = ''] = /^::-p-(xpath|aria)\((.*)\)$/s.exec(selector) ?? [];
    if (kind === 'xpath') {
      const found = document.evaluate(inside, document, null, 7, null);
      return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index));
    }
    if (kind !== 'aria') return [...document.querySelectorAll(selector)];
    const name = /\[name="(.*?)"\](?:\[|$)/s.exec(inside)?.[1];
    const role = /\[role="(\w+)"\]/.exec(inside)?.[1] ?? '';
    /** @type {Readonly<Record<string, string>>} */
    const candidates = {
      button: 'button, summary, input:is([type=button], [type=submit]), [role=button]',
      checkbox: 'input[type=checkbox], [role=checkbox]',
      combobox: 'select, [role=combobox]',
      link: 'a[href], [role=link]',
      radio: 'input[type=radio], [role=radio]',
      // Same as in Chromium: a password field is a text box too.
      textbox: `textarea, [role=textbox],
        input:is(:not([type]), [type=text], [type=password], [type=url], [type=search])`,
    };
    const { Cc, Ci } = Components ? { Cc: Components.classes, Ci: Components.interfaces } : {};
    const service = Cc['@mozilla.org/accessibilityService;1'].getService(
      Ci.nsIAccessibilityService,
    );
    return [...document.querySelectorAll(candidates[role] ?? '*')].filter((candidate) => {
      // Null until the tree is built, which the first question starts: ask again.
      const accessible = service.getAccessibleFor(candidate);
      if (!accessible) return false;
      if (!(role in candidates) && role && accessible.computedARIARole !== role) return false;
      return name === undefined || accessible.name?.trim() === name.trim();
    });
  }

  /** The point to click, from the left upper corner of the content in the page's browser; or null. */
  function place() {
    const target = known();
    privileged.labClicked = undefined;
    const onClick = () => {
      privileged.labClicked = target;
    };
    target.addEventListener('click', onClick, { once: true, capture: true });
    target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = target.getBoundingClientRect();
    return width * height === 0 ? null : { x: left + width / 2, y: top + height / 2 };
  }

  function type() {
    const { event } = ChromeUtils.importESModule(
      'chrome://remote/content/shared/webdriver/Event.sys.mjs',
    );
    const { keyData } = ChromeUtils.importESModule(
      'chrome://remote/content/shared/webdriver/KeyData.sys.mjs',
    );
    /** @type {Readonly<Record<string, string>>} */
    const named = {
      Backspace: '\uE003',
      Tab: '\uE004',
      Enter: '\uE007',
      Escape: '\uE00C',
      Space: ' ',
      End: '\uE010',
      Home: '\uE011',
      ArrowLeft: '\uE012',
      ArrowUp: '\uE013',
      ArrowRight: '\uE014',
      ArrowDown: '\uE015',
      Delete: '\uE017',
    };
    for (const key of keys) {
      const data = keyData.getData(named[key] ?? key);
      event.sendSingleKey(isShifted ? { ...data, shiftKey: true } : data, window);
    }
    return null;
  }
}
