/**
 * The pages of the authorization server for a person who signs in. Plain forms without script; the
 * package's own pages would load fonts from elsewhere.
 */
import { escapeHtml, pageShell } from '../../server/page-shell.mjs';
import { OAUTH_CLIENTS } from './oauth-clients.mjs';

const CANCEL = '<button name="choice" value="cancel" formnovalidate>Cancel</button>';

/**
 * For a developer who tries the demonstration by hand.
 *
 * @param {string} issuer
 */
export function frontPage(issuer) {
  const items = Object.entries(OAUTH_CLIENTS).map(([use, client]) => {
    const secret = 'secret' in client ? `<code>${escapeHtml(client.secret)}</code>` : 'no secret';
    return `<li>${use}: <code>${escapeHtml(client.id)}</code>, ${secret}</li>`;
  });
  return pageShell({
    title: 'Authorization server (lab)',
    body: `<h1>An authorization server</h1>
<p class="soft">Issuer <code>${issuer}</code>. A real one: oidc-provider. Every name that signs in is
believed.</p>
<section>
<h2>Clients</h2>
<ul>${items.join('\n')}</ul>
</section>`,
  });
}

/** @param {string} clientId */
export function loginPage(clientId) {
  return formPage(
    'Sign in',
    `<p>to continue to <strong>${escapeHtml(clientId)}</strong>. Any name will do here.</p>`,
    `<p><label>User name<br><input name="login" required autofocus autocomplete="off"></label></p>
<p><button name="choice" value="continue">Sign in</button> ${CANCEL}</p>`,
  );
}

/**
 * @param {string} clientId
 * @param {readonly string[]} scopes
 */
export function consentPage(clientId, scopes) {
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return formPage(
    'Allow access',
    `<p><strong>${escapeHtml(clientId)}</strong> asks for:</p>\n<ul>${items.join('')}</ul>`,
    `<p><button name="choice" value="continue">Allow</button> ${CANCEL}</p>`,
  );
}

/** @param {{ readonly error: string, readonly error_description?: string }} problem */
export function errorPage({ error, error_description = '' }) {
  return pageShell({
    title: 'That did not work',
    body: `<h1>That did not work</h1>
<p><code>${escapeHtml(error)}</code> ${escapeHtml(error_description)}</p>`,
  });
}

/**
 * @param {string} title
 * @param {string} lead HTML.
 * @param {string} controls HTML. Posted to the address of the page.
 */
function formPage(title, lead, controls) {
  return pageShell({
    title,
    body: `<h1>${title}</h1>\n<section>${lead}\n<form method="post">\n${controls}\n</form></section>`,
  });
}
