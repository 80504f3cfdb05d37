/** Mail, messages, payments and documents. */
import { basic, bearer, fixedHeader, keyIn, type Preset, under } from './preset';

export const BUSINESS: readonly Preset[] = [
  {
    id: 'figma',
    name: 'Figma',
    sites: ['https://api.figma.com'],
    headers: [keyIn('X-Figma-Token', 'pastePersonalToken')],
    advice: 'presetFewestScopes',
    link: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    sites: [],
    siteHints: ['https://api.mailgun.net', 'https://api.eu.mailgun.net'],
    headers: [basic({ password: 'pasteMailgun' }, { username: 'api' })],
    advice: 'presetMailgun',
    link: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
  },
  {
    id: 'notion',
    name: 'Notion',
    sites: ['https://api.notion.com'],
    headers: [bearer('pasteNotion'), fixedHeader('Notion-Version', '2026-03-11')],
    link: 'https://developers.notion.com/reference/authentication',
  },
  {
    id: 'sendgrid',
    name: 'SendGrid',
    sites: ['https://api.sendgrid.com'],
    headers: [bearer('pasteApiKey')],
    advice: 'presetFewestScopes',
    link: 'https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/authentication',
  },
  {
    id: 'slack',
    name: 'Slack',
    sites: ['https://slack.com'],
    headers: [under(['/api'], bearer('pasteSlack'))],
    link: 'https://docs.slack.dev/changelog/2020-11-no-more-tokens-in-querystrings-for-newly-created-apps',
  },
  {
    id: 'stripe',
    name: 'Stripe',
    sites: ['https://api.stripe.com'],
    headers: [bearer('pasteStripe')],
    advice: 'presetStripe',
    link: 'https://docs.stripe.com/api/authentication',
  },
  {
    id: 'twilio',
    name: 'Twilio',
    sites: ['https://api.twilio.com'],
    headers: [basic({ username: 'pasteTwilioUser', password: 'pasteTwilioSecret' })],
    advice: 'presetTwilio',
    link: 'https://www.twilio.com/docs/usage/requests-to-twilio',
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    sites: [],
    siteHints: ['https://{your-subdomain}.zendesk.com'],
    headers: [
      under(['/api/v2'], basic({ username: 'pasteZendeskUser', password: 'pasteZendeskToken' })),
    ],
    link: 'https://support.zendesk.com/hc/en-us/articles/4408831452954',
  },
];
