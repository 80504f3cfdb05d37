/**
 * The part of signing in that oidc-provider leaves to its host: who is it, and do they allow it.
 * Source: its documentation, "User flows".
 */
import { text } from 'node:stream/consumers';
import { consentPage, loginPage } from './oauth-pages.mjs';

const PATH = '/oauth/sign-in/';

/** @param {string} uid */
export function interactionUrl(uid) {
  return PATH + uid;
}

/**
 * @param {import('oidc-provider').Provider} provider
 * @returns {import('oidc-provider').Middleware}
 */
export function createInteraction(provider) {
  return async (ctx, next) => {
    if (!ctx.path.startsWith(PATH)) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.method === 'POST') {
      const form = new URLSearchParams(await text(ctx.req));
      const result = await resultOf(provider, interaction, form);
      ctx.status = 303;
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
      return;
    }
    ctx.type = 'html';
    ctx.body = pageOf(interaction);
  };
}

/** @param {import('oidc-provider').Interaction} interaction */
function pageOf({ prompt, params }) {
  if (prompt.name === 'login') return loginPage(params.client_id);
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details;
  return consentPage(params.client_id, [
    ...missingOIDCScope,
    ...Object.values(missingResourceScopes).flat(),
  ]);
}

/**
 * @param {import('oidc-provider').Provider} provider
 * @param {import('oidc-provider').Interaction} interaction
 * @param {URLSearchParams} form
 * @returns {Promise<object>}
 */
async function resultOf(provider, interaction, form) {
  if (form.get('choice') !== 'continue') {
    return { error: 'access_denied', error_description: 'The user did not allow it' };
  }
  if (interaction.prompt.name === 'login') {
    return { login: { accountId: form.get('login') ?? '' } };
  }
  return { consent: { grantId: await grantAll(provider, interaction) } };
}

/**
 * @param {import('oidc-provider').Provider} provider
 * @param {import('oidc-provider').Interaction} interaction
 * @returns {Promise<string>} The id of the grant, with everything in it that was asked for.
 */
async function grantAll(provider, { grantId, session, params, prompt }) {
  const earlier = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const clientId = params.client_id;
  const grant = earlier ?? new provider.Grant({ accountId: session?.accountId, clientId });
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details;
  grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
}
