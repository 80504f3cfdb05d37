/**
 * The pages for a person who enters the code of a device: `deviceFlow` of oidc-provider
 * asks its host for them. The server makes the forms, the host the rest.
 */
import { escapeHtml, pageShell } from '../../server/page-shell.mjs';

/** @typedef {import('oidc-provider').Context} Context */

/**
 * @param {Context} ctx
 * @param {string} form Without a button.
 * @param {unknown} _out
 * @param {Error} [problem] The error of the entered code.
 */
export async function userCodeInputSource(ctx, form, _out, problem) {
  const note = problem?.message ?? 'Enter the code that the device shows.';
  ctx.body = pageShell({
    title: 'Connect a device',
    body: `<h1>Connect a device</h1>
<section><p>${escapeHtml(note)}</p>
${form}
<p><button form="op.deviceInputForm">Continue</button></p></section>`,
  });
}

/**
 * @param {Context} ctx
 * @param {string} form Without a button.
 * @param {{ readonly clientId: string }} client
 * @param {unknown} _device
 * @param {string} userCode
 */
export async function userCodeConfirmSource(ctx, form, { clientId }, _device, userCode) {
  ctx.body = pageShell({
    title: 'Is this your device?',
    body: `<h1>Is this your device?</h1>
<section><p><strong>${escapeHtml(clientId)}</strong> should show
<code>${escapeHtml(userCode)}</code>.</p>
${form}
<p><button form="op.deviceConfirmForm">Continue</button>
<button form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button></p></section>`,
  });
}

/** @param {Context} ctx */
export async function successSource(ctx) {
  ctx.body = pageShell({
    title: 'Device connected',
    body: '<h1>Device connected</h1>\n<p>You can close this page.</p>',
  });
}
