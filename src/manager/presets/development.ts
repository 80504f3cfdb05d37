/** Places for code, issues and builds. */
import { basic, bearer, keyIn, type Preset, type PresetHeader, under } from './preset';

/** Password and one-time code, for accounts with a second factor. @param name - Of the code's header. */
function withCode(name: string): readonly PresetHeader[] {
  const code: PresetHeader = {
    schemeId: 'totp',
    paths: ['/api/v1'],
    fields: { headerName: name },
    paste: { secret: 'pasteSeed' },
  };
  return [under(['/api/v1'], basic({ username: 'pasteUser', password: 'pastePassword' })), code];
}

export const DEVELOPMENT: readonly Preset[] = [
  {
    id: 'azure-devops',
    name: 'Azure DevOps',
    sites: ['https://dev.azure.com'],
    headers: [
      under(['/*/_apis'], basic({ username: 'pasteLeaveEmpty', password: 'pasteAzureDevops' })),
    ],
    advice: 'presetAzureDevops',
    link: 'https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/rest/samples',
  },
  {
    id: 'bitbucket',
    name: 'Bitbucket Cloud',
    sites: ['https://api.bitbucket.org'],
    headers: [bearer('pasteBitbucket')],
    link: 'https://support.atlassian.com/bitbucket-cloud/docs/using-project-access-tokens/',
  },
  {
    id: 'forgejo',
    name: 'Forgejo (password and code)',
    sites: [],
    siteHints: ['https://{your-forgejo}'],
    headers: withCode('X-Forgejo-OTP'),
    advice: 'presetWithCode',
    link: 'https://forgejo.org/docs/latest/user/api-usage/',
  },
  {
    id: 'gitea',
    name: 'Gitea (password and code)',
    sites: [],
    siteHints: ['https://{your-gitea}'],
    headers: withCode('X-Gitea-OTP'),
    advice: 'presetWithCode',
    link: 'https://docs.gitea.com/developers/api-usage',
  },
  {
    id: 'github',
    name: 'GitHub',
    sites: ['https://api.github.com'],
    headers: [bearer('pasteGithub')],
    advice: 'presetGithub',
    link: 'https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api',
  },
  {
    id: 'github-app',
    name: 'GitHub App',
    sites: ['https://api.github.com'],
    headers: [
      {
        schemeId: 'jwt-signed',
        paths: [],
        // GitHub allows 600 s; 60 s are left for clocks that differ.
        fields: { algorithm: 'RS256', lifetime: '540' },
        paste: { key: 'pasteGithubAppKey', issuer: 'pasteGithubAppIssuer' },
      },
    ],
    advice: 'presetGithubApp',
    link: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
  },
  {
    id: 'github-enterprise',
    name: 'GitHub Enterprise Server',
    sites: [],
    siteHints: ['https://{your-github}'],
    headers: [under(['/api/v3'], bearer('pasteGithub'))],
    advice: 'presetGithub',
    link: 'https://docs.github.com/en/enterprise-server@3.18/rest/authentication/authenticating-to-the-rest-api',
  },
  {
    id: 'gitlab',
    name: 'GitLab',
    sites: ['https://gitlab.com'],
    siteHints: ['https://{your-gitlab}'],
    headers: [under(['/api/v4'], keyIn('PRIVATE-TOKEN', 'pasteGitlab'))],
    advice: 'presetGitlab',
    link: 'https://docs.gitlab.com/api/rest/authentication/',
  },
  {
    id: 'jenkins',
    name: 'Jenkins',
    sites: [],
    siteHints: ['https://{your-jenkins}'],
    headers: [basic({ username: 'pasteUser', password: 'pasteJenkins' })],
    advice: 'presetJenkins',
    link: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
  },
  {
    id: 'jira',
    name: 'Jira Cloud',
    sites: [],
    siteHints: ['https://{your-domain}.atlassian.net'],
    headers: [under(['/rest'], basic({ username: 'pasteEmail', password: 'pasteJira' }))],
    advice: 'presetJira',
    link: 'https://developer.atlassian.com/cloud/jira/software/basic-auth-for-rest-apis/',
  },
  {
    id: 'jira-data-center',
    name: 'Jira Data Center',
    sites: [],
    siteHints: ['https://{your-jira}'],
    headers: [bearer('pastePersonalToken')],
    link: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
  },
  {
    id: 'linear',
    name: 'Linear',
    sites: ['https://api.linear.app'],
    headers: [keyIn('Authorization', 'pasteLinear')],
    link: 'https://linear.app/developers/graphql',
  },
  {
    id: 'sentry',
    name: 'Sentry',
    sites: ['https://sentry.io'],
    siteHints: ['https://{your-sentry}'],
    headers: [under(['/api/0'], bearer('pasteSentry'))],
    advice: 'presetSentry',
    link: 'https://docs.sentry.io/api/auth/',
  },
];
