/** The browser's certificates and preferences. */

/** This function is sent as text: see `chrome-side.mjs`. */
export function settingsPart() {
  // Privileged interfaces have no published types.
  const privileged = /** @type {any} */ (globalThis);
  const { Components, Services } = privileged;
  const { classes: Cc, interfaces: Ci } = Components;

  const commands = {
    /**
     * Same as on about:config; some preferences take effect at the next start.
     *
     * @param {string} name
     * @param {number} value
     */
    prefer(name, value) {
      Services.prefs.setIntPref(name, value);
    },

    /**
     * This one certificate for this one host and port: every other one is judged as ever.
     *
     * @param {string} host
     * @param {number} port
     * @param {string} certificate Base64 DER.
     */
    trust(host, port, certificate) {
      const database = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
      const overrides = Cc['@mozilla.org/security/certoverride;1'].getService(
        Ci.nsICertOverrideService,
      );
      const known = database.constructX509FromBase64(certificate);
      overrides.rememberValidityOverride(host, port, {}, known, true);
    },
  };
  return { commands };
}
