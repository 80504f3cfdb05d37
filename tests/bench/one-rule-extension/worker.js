/** The extension has one rule, equal to Keybearer's second for the site, and no other code. */
chrome.declarativeNetRequest.updateSessionRules({
  removeRuleIds: [1],
  addRules: [
    {
      id: 1,
      priority: 1,
      action: {
        type: 'modifyHeaders',
        requestHeaders: [
          { header: 'Authorization', operation: 'set', value: 'Basic YWJjZDoxMjM0' },
        ],
      },
      condition: {
        urlFilter: '|https://api.gluwa.test/',
        isUrlFilterCaseSensitive: true,
        excludedResourceTypes: ['main_frame', 'sub_frame', 'csp_report'],
        excludedRequestMethods: ['options'],
        initiatorDomains: ['api.gluwa.test'],
        topDomains: ['api.gluwa.test'],
      },
    },
  ],
});
