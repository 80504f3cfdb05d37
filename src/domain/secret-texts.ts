/** The texts in a secret field that are each a secret: of several lines, each one and the value in it. */
import type { CredentialField } from './credential';

export function secretTexts({ kind }: CredentialField, text: string): readonly string[] {
  if (kind !== 'secret-lines') return [text];
  const lines = text.split(/\r?\n/);
  const values = lines.map((line) => line.slice(line.search(/[:=]/) + 1).trim());
  return [...new Set([text, ...lines, ...values])];
}
