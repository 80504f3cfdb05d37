/** The names by which a query, a body or a variable says that its value is a credential. */

/** Compared in lower case, without separators. */
const NAMES: ReadonlySet<string> = new Set(
  'auth authorization jwt key pass passwd password pwd sig signature'.split(' '),
);
const ENDINGS = /(?:accesskey|apikey|assertion|password|passwd|privatekey|secret|secretkey|token)$/;
/** They tell where a list goes on, or that a form is the site's own. */
const OTHER_TOKENS = /(?:continuation|csrf|cursor|next|page|sync|verification|xsrf)token$/;

export function isCredentialKey(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return NAMES.has(plain) || (ENDINGS.test(plain) && !OTHER_TOKENS.test(plain));
}

/** @param text - A query or a form: `name=value&name=value`. */
export function credentialKeysOfForm(text: string): readonly string[] {
  const pairs = text.split('&').filter((pair) => pair.includes('='));
  const keys = pairs.map((pair) => decoded(pair.slice(0, pair.indexOf('='))));
  return [...new Set(keys.filter(isCredentialKey))];
}

/** @param text - A form, or JSON: names are read, and nothing is parsed. */
export function credentialKeysOfBody(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return credentialKeysOfForm(text);
  const keys = [...text.matchAll(/"([\w .:-]{1,64})"\s{0,20}:/g)].map(([, key = '']) => key);
  return [...new Set(keys.filter(isCredentialKey))];
}

export function credentialKeysOfUrl(url: string): readonly string[] {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  return credentialKeysOfForm(query);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
