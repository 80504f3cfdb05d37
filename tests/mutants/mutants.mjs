/**
 * Deliberate breakages of the product, each of which must be caught. A check that cannot fail is
 * worth nothing, and this is how each of them is seen to.
 */

/**
 * @typedef {object} Mutant
 * @property {string} says What is broken.
 * @property {string} file
 * @property {string} find Occurs once in the file.
 * @property {string} replace
 * @property {readonly string[]} tests That have to fail. Those under `tests/e2e/` run the build.
 */

/** @type {readonly Mutant[]} */
export const MUTANTS = [
  {
    says: 'any page may trigger a header: the condition on the initiator is gone',
    file: 'src/rules/compile.ts',
    find: '    initiatorDomains: initiatorsOf(placement),\n    ...framedByOwn(placement, browser),\n  };\n}\n\n/** R3',
    replace: '    ...framedByOwn(placement, browser),\n  };\n}\n\n/** R3',
    tests: ['tests/e2e/profile.test.ts', 'tests/e2e/initiators.test.ts'],
  },
  {
    says: 'a framed API page may trigger it: no condition on the top-level page',
    file: 'src/rules/compile.ts',
    find: 'return knowsTopDomains ? { topDomains: initiatorsOf(placement) } : {};',
    replace: 'return {};',
    tests: ['tests/e2e/initiators.test.ts'],
  },
  {
    says: 'preflights carry the header',
    file: 'src/rules/compile.ts',
    find: "{ excludedRequestMethods: ['options'] }),\n    initiatorDomains",
    replace: '{}),\n    initiatorDomains',
    tests: ['tests/e2e/initiators.test.ts', 'tests/e2e/foreign-pages.test.ts'],
  },
  {
    says: 'a path does not end where it ends: /v1 covers /v10',
    file: 'src/rules/compile.ts',
    find: "const end = path.endsWith('/') || path.endsWith('*') ? '' : '^';",
    replace: "const end = '';",
    tests: ['tests/rules/compile.test.ts'],
  },
  {
    says: 'the case of a path does not matter',
    file: 'src/rules/compile.ts',
    find: 'isUrlFilterCaseSensitive: true }',
    replace: 'isUrlFilterCaseSensitive: false }',
    tests: ['tests/rules/compile.test.ts'],
  },
  {
    says: 'plain http is accepted unasked',
    file: 'src/domain/site.ts',
    find: 'if (isPlainHttp(url) && !allowHttp)',
    replace: 'if (false)',
    tests: ['tests/domain/site.test.ts'],
  },
  {
    says: 'user info in a typed address is ignored',
    file: 'src/domain/site.ts',
    find: "if (url.username !== '' || url.password !== '')",
    replace: 'if (false)',
    tests: ['tests/domain/site.test.ts'],
  },
  {
    says: 'dynamic rules, which the browser writes to the disk in clear',
    file: 'src/platform/rule-store.ts',
    find: 'await browser.declarativeNetRequest.updateSessionRules({',
    replace: 'await browser.declarativeNetRequest.updateDynamicRules({',
    tests: ['tests/e2e/disk.test.ts'],
  },
  {
    says: 'forms let the browser remember what is typed',
    file: 'src/ui/field.tsx',
    find: '        autocomplete="off"\n',
    replace: '',
    tests: ['tests/e2e/disk.test.ts'],
  },
  {
    says: 'the background does not reconcile when it starts',
    file: 'src/background/index.ts',
    find: 'onUpdateWaiting(noteUpdateWaiting);\n\nreconcileSoon();',
    replace: 'onUpdateWaiting(noteUpdateWaiting);',
    tests: ['tests/e2e/lifecycle.test.ts'],
  },
  {
    says: 'a start with a locked vault leaves the rules that are left over',
    file: 'src/app/reconcile.ts',
    find: '    await withdrawAllRules(ports);\n    return undefined;',
    replace: '    return undefined;',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'a lock forgets the key before it takes the rules away',
    file: 'src/app/lock.ts',
    find: '  try {\n    await withdrawAllRules(ports);\n  } finally {',
    replace:
      '  try {\n    await ports.session.clear();\n    await withdrawAllRules(ports);\n  } finally {',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'the key stays after a lock',
    file: 'src/platform/session-store.ts',
    find: 'browser.storage.session.remove([...SECRETS])',
    replace: "browser.storage.session.remove(SECRETS.filter((key) => key !== 'dataKey'))",
    tests: ['tests/e2e/lifecycle.test.ts'],
  },
  {
    says: 'messages of strangers are performed',
    file: 'src/platform/messages.ts',
    find: '    if (isOwnPage(sender)) return answer(message);',
    replace: '    if (sender) return answer(message);',
    tests: ['tests/platform/messages.test.ts'],
  },
  {
    says: 'messages are cast, not parsed',
    file: 'src/protocol/request-schema.ts',
    find: '  if (success) return output;',
    replace: '  if (success || message) return (success ? output : message) as Request;',
    tests: ['tests/protocol/router.test.ts'],
  },
  {
    says: 'the digest is not checked',
    file: 'src/vault/envelope.ts',
    find: '  if (text.slice(0, end + 1) !== ',
    replace: '  if (!text.startsWith(MAGIC) && text !== ',
    tests: ['tests/vault/envelope.test.ts'],
  },
  {
    says: 'generations can be mixed: the seal binds nothing',
    file: 'src/vault/vault.ts',
    find: 'const plain = await decrypt(await importDataKey(dataKey), sealed, bound);',
    replace:
      'const plain = await decrypt(await importDataKey(dataKey), sealed, JSON.stringify(bound.length));',
    tests: ['tests/vault/vault.test.ts'],
  },
  {
    says: 'key derivation as weak as somebody likes is accepted',
    file: 'src/vault/kdf.ts',
    find: '    v.minValue(KDF_FLOOR[parameter]),',
    replace: '    v.minValue(1),',
    tests: ['tests/vault/envelope.test.ts'],
  },
  {
    says: 'two sets instead of one',
    file: 'src/platform/vault-storage.ts',
    find: '      await browser.storage.local.set({ [CURRENT]: current, [BEFORE]: before });',
    replace:
      '      await browser.storage.local.set({ [BEFORE]: before });\n      await browser.storage.local.set({ [CURRENT]: current });',
    tests: ['tests/platform/vault-storage.test.ts'],
  },
  {
    says: 'there is no second copy',
    file: 'src/app/stored-vault.ts',
    find: 'const failing = await failureOf(second.write(stored));',
    replace: 'const failing = await failureOf(Promise.resolve(second));',
    tests: ['tests/app/stored-vault.test.ts'],
  },
  {
    says: 'no alarm is left when the background dies between commit and rules',
    file: 'src/app/commit.ts',
    find: '  await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);\n',
    replace: '',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'a night asleep does not lock: the deadline is not looked at',
    file: 'src/app/auto-lock.ts',
    find: '  return dataKey !== undefined && lockAt !== undefined && lockAt <= now;',
    replace: '  return dataKey !== undefined && lockAt !== undefined && now < 0;',
    tests: ['tests/app/auto-lock.test.ts'],
  },
  {
    says: 'a stale edit overwrites the newer one',
    file: 'src/app/save-profile.ts',
    find: 'if (stored && stored.revision !== draft.revision) {',
    replace: 'if (stored && stored.revision < 0) {',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'rules for sites that the user has not allowed',
    file: 'src/app/sync-rules.ts',
    find: '  return picked.filter(([origin]) => allowed.has(origin));',
    replace: '  return picked.filter(([origin]) => allowed.has(origin) || true);',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'a header with a line end is let through',
    file: 'src/app/issue-due.ts',
    find: 'const isSendable = /^[!-~]([ -~]*[!-~])?$/.test(value) &&',
    replace: 'const isSendable =',
    tests: ['tests/app/issue-due.test.ts'],
  },
  {
    says: 'one header that cannot be issued stops the others',
    file: 'src/app/issue-due.ts',
    find: '      failures[spec.id] = toFailure(error);',
    replace: '      failures[spec.id] = toFailure(error);\n      throw error;',
    tests: ['tests/app/journeys.test.ts'],
  },
  {
    says: 'a second try costs the credential that worked',
    file: 'src/app/replaced-credential.ts',
    find: 'return before && !before.isLeft ? before : present;',
    replace: 'return present;',
    tests: ['tests/app/replaced-credential.test.ts'],
  },
  {
    says: 'what was issued from a credential is sent on after going back from it',
    file: 'src/app/replaced-credential.ts',
    find: 'id: newHeaderSpecId(), ...earlier',
    replace: 'id: _, ...earlier',
    tests: ['tests/app/replaced-credential.test.ts'],
  },
  {
    says: 'a token is asked for as often as it is wanted',
    file: 'src/app/token-requests.ts',
    find: '        if (underWay.has(due.key)) continue;\n',
    replace: '',
    tests: ['tests/background/tokens.test.ts'],
  },
  {
    says: 'a token is sent after its end',
    file: 'src/app/tokens.ts',
    find: 'return token && (token.expiresAt === undefined || token.expiresAt > now) ? token : undefined;',
    replace: 'return token && now ? token : undefined;',
    tests: ['tests/background/tokens.test.ts'],
  },
  {
    says: 'a token that comes after the lock is kept',
    file: 'src/app/token-requests.ts',
    find: 'if (!dataKey) return;',
    replace: 'if (dataKey === undefined && !tokens) return;',
    tests: ['tests/background/tokens.test.ts'],
  },
  {
    says: 'an answer to a sign-in has any state: another’s would do',
    file: 'src/schemes/oauth2-authorization-code/authorization.ts',
    find: '{ client_id: client.clientId }, url, state);',
    replace: '{ client_id: client.clientId }, url, state && oauth.skipStateCheck);',
    tests: [
      'tests/schemes/oauth2-authorization-code/authorization.test.ts',
      'tests/schemes/oauth2-authorization-code/sign-in.test.ts',
    ],
  },
  {
    says: 'an answer to a sign-in comes from any server',
    file: 'src/schemes/oauth2-authorization-code/authorization.ts',
    find: "issuer: expectedIssuer(client, url.searchParams.get('iss')),",
    replace: "issuer: url.searchParams.get('iss') || expectedIssuer(client, null),",
    tests: [
      'tests/schemes/oauth2-authorization-code/authorization.test.ts',
      'tests/schemes/oauth2-authorization-code/sign-in.test.ts',
    ],
  },
  {
    says: 'an answer to a sign-in comes to any address',
    file: 'src/schemes/oauth2-authorization-code/authorization.ts',
    find: 'if (!url || !isAt(url, redirectUri))',
    replace: 'if (!url || !isAt(url, url.href))',
    tests: ['tests/schemes/oauth2-authorization-code/authorization.test.ts'],
  },
  {
    says: 'a server may have any link shown to whoever enters a code',
    file: 'src/schemes/oauth2-device-code/device-authorization.ts',
    find: 'if (addressProblem(answer.verification_uri)) {',
    replace: "if (addressProblem(answer.verification_uri) === 'required') {",
    tests: ['tests/schemes/oauth2-device-code/device-authorization.test.ts'],
  },
  {
    says: 'what a site says of itself is taken from anywhere',
    file: 'src/discovery/propose-sign-in.ts',
    find: 'if (address?.origin !== url.origin)',
    replace: 'if (address === undefined)',
    tests: ['tests/discovery/propose-sign-in.test.ts'],
  },
  {
    says: 'a server may tell the endpoints of another issuer',
    file: 'src/discovery/read-issuer.ts',
    find: 'oauth.processDiscoveryResponse(issuer, response)',
    replace: 'oauth.processDiscoveryResponse(oauth._nodiscoverycheck as unknown as URL, response)',
    tests: ['tests/discovery/read-issuer.test.ts'],
  },
  {
    says: 'a secret that was typed for one server goes to another that was found',
    file: 'src/manager/editor/header-fieldset.tsx',
    find: 'onChange(begun(signInScheme, filled));',
    replace: 'onChange({ schemeId: signInScheme.id, fields: { ...header.fields, ...filled } });',
    tests: ['tests/manager/editor/discovery.test.tsx'],
  },
  {
    says: 'our own header goes to a server on the API’s origin',
    file: 'src/rules/compile.ts',
    find: '  return [...rules, ...alone];',
    replace: '  return [...rules, ...alone.slice(0, 0)];',
    tests: ['tests/e2e/client-credentials.test.ts'],
  },
  {
    says: 'our own header goes to the pages that somebody signs in on',
    file: 'src/app/wanted-rules.ts',
    find: '        ...signInPages,\n',
    replace: '',
    tests: ['tests/app/wanted-rules.test.ts'],
  },
  {
    says: 'our own requests say that an extension asks',
    file: 'src/app/wanted-rules.ts',
    find: '      ...ownRequestRules(endpoints, browser),\n',
    replace: '      ...ownRequestRules(endpoints, browser).slice(0, 0),\n',
    tests: ['tests/e2e/client-credentials.test.ts'],
  },
];
