/** Language models and translation: each request costs its account money. */
import { bearer, fixedHeader, keyIn, type Preset, under } from './preset';

export const LANGUAGE_MODELS: readonly Preset[] = [
  {
    id: 'anthropic',
    name: 'Anthropic',
    sites: ['https://api.anthropic.com'],
    headers: [keyIn('x-api-key', 'pasteAnthropic'), fixedHeader('anthropic-version', '2023-06-01')],
    advice: 'presetPaidKey',
    link: 'https://platform.claude.com/docs/en/api/overview',
  },
  {
    id: 'deepl',
    name: 'DeepL',
    sites: [],
    siteHints: ['https://api.deepl.com', 'https://api-free.deepl.com'],
    headers: [keyIn('Authorization', 'pasteDeepl', 'DeepL-Auth-Key')],
    advice: 'presetDeepl',
    link: 'https://developers.deepl.com/docs/getting-started/auth',
  },
  {
    id: 'hugging-face',
    name: 'Hugging Face',
    sites: ['https://huggingface.co'],
    headers: [under(['/api'], bearer('pasteHuggingFace'))],
    link: 'https://huggingface.co/docs/hub/security-tokens',
  },
  {
    id: 'openai',
    name: 'OpenAI',
    sites: ['https://api.openai.com'],
    headers: [bearer('pasteOpenai')],
    advice: 'presetPaidKey',
    link: 'https://platform.openai.com/docs/api-reference/authentication',
  },
];
