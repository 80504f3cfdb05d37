/**
 * The text `${NAME}` in the place of a value that only running the script would tell: an environment
 * variable, the output of a command. No such text becomes a credential.
 */

export function unknownValue(name: string): string {
  return `\${${/^\w+$/.test(name) ? name : 'expression'}}`;
}

export function hasUnknown(text: string): boolean {
  return text.includes('${');
}
