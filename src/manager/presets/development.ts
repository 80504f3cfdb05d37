/** Places for code: GitHub, GitLab and their kin. */
import { bearer, keyIn, type Preset } from './preset';

export const DEVELOPMENT: readonly Preset[] = [
  {
    id: 'github',
    name: 'GitHub',
    sites: ['https://api.github.com'],
    headers: [bearer('pasteGithub')],
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
    id: 'gitlab',
    name: 'GitLab',
    sites: ['https://gitlab.com'],
    siteHints: ['https://{your-gitlab}'],
    headers: [keyIn('PRIVATE-TOKEN', 'pasteGitlab')],
    advice: 'presetGitlab',
    link: 'https://docs.gitlab.com/api/rest/authentication/',
  },
];
