/**
 * The text of a .http or .rest file: requests with their variables, as VS Code's REST Client and
 * JetBrains' HTTP Client read it.
 *
 * Source: Huachao/vscode-restclient, README; JetBrains/http-request-in-editor-spec.
 */
import type { SourceHeader } from '../collection/collection';

export interface HttpFile {
  readonly variables: ReadonlyMap<string, string>;
  readonly requests: readonly HttpRequest[];
}

export interface HttpRequest {
  /** The text after `###` or `@name`; otherwise the request line. */
  readonly name: string;
  readonly method?: string;
  readonly url: string;
  readonly headers: readonly SourceHeader[];
}

type Part = 'before' | 'script' | 'address' | 'head' | 'body';

interface OpenRequest {
  name: string;
  line: string;
  headers: SourceHeader[];
}

export function readHttpFile(text: string): HttpFile {
  const variables = new Map<string, string>();
  const requests: HttpRequest[] = [];
  let open: OpenRequest = { name: '', line: '', headers: [] };
  let part: Part = 'before';

  for (const line of text.split('\n')) {
    const variable = variableIn(line);
    if (line.startsWith('###')) {
      requests.push(...closed(open));
      open = { name: line.replace(/^#+/, '').trim(), line: '', headers: [] };
      part = 'before';
    } else if (variable) {
      variables.set(...variable);
    } else if (part === 'script') {
      if (line.includes('%}')) part = 'before';
    } else if (isComment(line)) {
      if (part === 'before') open.name = requestName(line) ?? open.name;
    } else if (part === 'before') {
      part = begun(line, open);
    } else if (part !== 'body') {
      part = continued(line, open, part);
    }
  }
  requests.push(...closed(open));
  return { variables, requests };
}

/** The first line that is no comment: a request line, or a script that runs before the request. */
function begun(line: string, open: OpenRequest): Part {
  if (line.trim() === '' || /^(import|run)\s/.test(line)) return 'before';
  if (line.startsWith('<'))
    return line.includes('{%') && !line.includes('%}') ? 'script' : 'before';
  open.line = line.trim();
  return 'address';
}

/** Indented lines after the request line are parts of the address; an empty line ends the head. */
function continued(line: string, open: OpenRequest, part: Part): Part {
  if (line.trim() === '') return 'body';
  if (part === 'address' && /^\s/.test(line)) {
    open.line = withoutVersion(open.line) + line.trim();
    return part;
  }
  const colon = line.indexOf(':');
  if (colon > 0) {
    open.headers.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  return 'head';
}

function closed({ name, line, headers }: OpenRequest): readonly HttpRequest[] {
  // Both editors take a curl command in place of a request, too.
  if (line === '' || /^curl\s/.test(line)) return [];
  const { method, target } = requestLine(withoutVersion(line));
  if (target === '') return [];
  const host = headers.find((header) => header.name.toLowerCase() === 'host')?.value ?? '';
  return [
    {
      name: name || `${method ?? 'GET'} ${target}`,
      ...(method !== undefined && { method }),
      url: target.startsWith('/') ? `${host}${target}` : target,
      headers,
    },
  ];
}

function requestLine(line: string): { method?: string; target: string } {
  const space = line.search(/\s/);
  const first = space < 0 ? line : line.slice(0, space);
  if (!/^[A-Za-z]+$/.test(first)) return { target: line };
  if (space < 0) return { target: first === first.toUpperCase() ? '' : first };
  return { method: first.toUpperCase(), target: line.slice(space).trim() };
}

function withoutVersion(line: string): string {
  const space = line.lastIndexOf(' ');
  return /^HTTP\/\d/.test(line.slice(space + 1)) ? line.slice(0, Math.max(space, 0)).trim() : line;
}

function isComment(line: string): boolean {
  return /^\s*(#|\/\/)/.test(line);
}

/** `# @name x`, `// @name = x`. */
function requestName(comment: string): string | undefined {
  const text = comment.replace(/^\s*(#|\/\/)\s*/, '');
  if (!/^@name[\s=]/.test(text)) return undefined;
  return text
    .slice('@name'.length)
    .replace(/^[\s=]+/, '')
    .trim();
}

/** `@name = value`. */
function variableIn(line: string): [name: string, value: string] | undefined {
  if (!line.startsWith('@')) return undefined;
  const equals = line.indexOf('=');
  const name = line.slice(1, Math.max(equals, 1)).trim();
  return /^[^\s=]+$/.test(name) ? [name, line.slice(equals + 1).trim()] : undefined;
}
