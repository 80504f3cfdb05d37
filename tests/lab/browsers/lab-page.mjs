/**
 * The interface of a page and of a browser that the tests need, in words that hold for both. A page of
 * puppeteer's is a `LabPage` as it is; Firefox's popup is out of reach of every remote protocol, so
 * that browser has a page of its own making (`firefox-page.mjs`) of the same shape.
 *
 * Selectors are CSS, `::-p-xpath(…)` or `::-p-aria([name="…"][role="…"])`, as puppeteer has them.
 */

/**
 * @typedef {object} LabElement
 * @property {(options?: { readonly count?: number }) => Promise<void>} click
 * @property {(text: string) => Promise<void>} type Clicks into it first.
 * @property {(value: string) => Promise<unknown>} select Chooses an option of a `<select>`.
 * @property {import('puppeteer-core').ElementHandle<Element>['evaluate']} evaluate
 */

/**
 * @typedef {object} LabFrame
 * @property {() => string} url
 * @property {import('puppeteer-core').Frame['evaluate']} evaluate
 */

/**
 * @typedef {object} LabPage
 * @property {(url: string) => Promise<unknown>} goto Opens it as if typed into the address bar; rejects if
 *   it cannot be shown.
 * @property {() => Promise<unknown>} reload
 * @property {import('puppeteer-core').Page['evaluate']} evaluate Runs as a script of the page; a
 *   function, its parameters and its result JSON.
 * @property {(selector: string, options?: { readonly timeout?: number, readonly hidden?: boolean })
 *   => Promise<LabElement | null>} waitForSelector The first match; with `hidden`, until there is
 *   none.
 * @property {(condition: (...parameters: any[]) => unknown, options?: { readonly timeout?: number },
 *   ...parameters: readonly any[]) => Promise<unknown>} waitForFunction
 * @property {(selector: string) => Promise<LabElement | null>} $
 * @property {(selector: string) => Promise<LabElement[]>} $$
 * @property {{ readonly down: (key: 'Shift') => Promise<void>,
 *   readonly up: (key: 'Shift') => Promise<void>, readonly press: (key: import('puppeteer-core').KeyInput) => Promise<void>,
 *   readonly type: (text: string) => Promise<void>,
 *   readonly sendCharacter: (text: string) => Promise<void> }} keyboard The last one as a paste
 *   does: all at once.
 * @property {(isIt: (frame: LabFrame) => boolean) => Promise<LabFrame>} waitForFrame
 * @property {(size: { readonly width: number, readonly height: number }) => Promise<void>} setViewport The
 *   size of a tab's page.
 * @property {() => Promise<void>} bringToFront
 * @property {(options: { readonly path: `${string}.png` }) => Promise<unknown>} screenshot
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {EveryBrowser & PopupOpener} LabBrowser
 *
 * @typedef {{ openPopup(page: LabPage): Promise<LabPage> }} PopupOpener Brings `page`, which the
 *   same browser has made, to the front and presses the toolbar button; resolves once the popup has
 *   loaded.
 *
 * @typedef {object} EveryBrowser
 * @property {'chromium' | 'firefox'} name
 * @property {string} extensionOrigin The origin of the extension's own pages.
 * @property {LabPage | undefined} [welcome] The tab that the installation has opened, if it was to stay.
 * @property {string} profileDir
 * @property {string} downloadDir The folder for files that a page hands to the user.
 * @property {(url?: string) => Promise<LabPage>} newPage Opens it in front.
 * @property {(act: () => Promise<void>, start?: string) => Promise<LabPage>} opened The page that
 *   an action opens, in a tab or a window of its own: the manager, whose open tab may be shown again,
 *   unless `start` names another beginning of its address.
 * @property {import('puppeteer-core').WebWorker['evaluate']} inBackground Evaluates there, and
 *   starts the background if need be.
 * @property {() => Promise<void>} stopBackground Same as the browser's stop after 30 idle seconds,
 *   but now: work that is under way is cut off.
 * @property {() => Promise<void>} untilBackgroundSleeps Until the browser has stopped it for idleness:
 *   30 s in Chromium.
 * @property {(pattern: string) => Promise<void>} allowHost Makes the person allow this host when the
 *   extension asks. Alone it grants nothing.
 * @property {(pattern: string) => Promise<void>} revokeHost
 * @property {(page: LabPage) => Promise<string>} readClipboard The text on the system's clipboard; a
 *   page of the web is in front for it.
 * @property {(page: LabPage, text: string) => Promise<void>} copyText Copies the text as a person.
 * @property {() => Promise<void>} leaveComputer Makes the browser report the idle state to the
 *   extension.
 * @property {() => Promise<void>} reloadExtension Resolves when the new background runs. Closes the
 *   extension's pages.
 * @property {(isAllowed: boolean) => Promise<void>} allowPrivate Allows private windows, on the
 *   browser's own page; resolves when the background runs that the browser then starts anew.
 * @property {(dir: string) => Promise<string>} installNeighbour Another extension beside ours, from
 *   its folder, for as long as the browser runs; the origin of its pages.
 * @property {() => Promise<void>} close
 * @property {() => Promise<void>} kill SIGKILL to all of its processes at once: none gets a chance
 *   to write a file.
 * @property {() => void} suspend SIGSTOP to all of its processes, as if the computer slept. No
 *   other method works until `resume`.
 * @property {() => void} resume
 */

export {};
