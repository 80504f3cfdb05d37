/**
 * Firefox's preferences for the lab: silent on the network, every connection through the lab's
 * proxy, and an unsigned add-on may be installed.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {Readonly<Record<string, string | number | boolean>>} Preferences */

/** Silences Firefox's own requests, so that all that is logged was caused by a page or by us. */
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutConfig.showWarning': false,
  'browser.contentblocking.introCount': 99,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.passwords.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'browser.uitour.enabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.usage.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  // Any address would be asked; this one needs no network.
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
  'trailhead.firstrun.didSeeAboutWelcome': true,
};

/** Settings that would stand in a test's way, and no person would miss. */
const STEERED = {
  // The list of downloads would open over a question about a permission, which is not shown then.
  'browser.download.alwaysOpenPanel': false,
  // Firefox writes the restorable session each second, not every 15: tests look for it.
  'browser.sessionstore.interval': 1_000,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.closeWindowWithLastTab': false,
  'browser.tabs.warnOnClose': false,
  // JSON is shown in a page of Firefox's own, which may not request anything.
  'devtools.jsonview.enabled': false,
  // The window has the focus even where there is no display to give it.
  'focusmanager.testmode': true,
  // A chosen port would have to be free; the one taken is written into the profile.
  'marionette.port': 0,
  // Only an opened address asks for a password: a page would wait for the answer.
  'network.auth.subresource-http-auth-allow': 0,
  // A prompt's buttons are dead for half a second, against clicks that were meant for something else.
  'security.notification_enable_delay': 0,
  'signon.rememberSignons': false,
  'xpinstall.signatures.required': false,
};

/**
 * Allows one process for each site, which the next page of that site finds there. Sites stay separate;
 * this saves the start of new processes, for a page or ahead of need, which is most of the cost of a
 * page.
 */
const FEW_PROCESSES = {
  'dom.ipc.processCount.webIsolated': 1,
  'dom.ipc.processPrelaunch.enabled': false,
  'dom.ipc.processReuse.unusedGraceMs': 60_000,
};

/** A plain address stays plain, as it does in the other browser. */
const PLAIN = {
  'dom.security.https_first': false,
  'dom.security.https_first_schemeless': false,
  'dom.security.https_only_mode': false,
};

/**
 * @param {string} profileDir
 * @param {number} proxyPort
 * @param {Preferences} more
 */
export async function writePreferences(profileDir, proxyPort, more) {
  const preferences = {
    ...QUIET,
    ...STEERED,
    ...FEW_PROCESSES,
    ...PLAIN,
    'network.proxy.type': 1,
    'network.proxy.socks': '127.0.0.1',
    'network.proxy.socks_port': proxyPort,
    'network.proxy.socks_version': 5,
    // Names are the proxy's business: there is no other network.
    'network.proxy.socks_remote_dns': true,
    'network.proxy.socks5_remote_dns': true,
    'network.proxy.failover_direct': false,
    ...more,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profileDir, 'user.js'), lines.join(''));
}
