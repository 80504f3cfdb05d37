/** The items of a Postman collection: folders have items, requests have a `request`. */
import type { Remark } from '../../domain/imported';
import type { Folder, SourceHeader, SourceRequest } from '../collection/collection';
import { headersIn, variablesIn } from '../collection/rows';
import { reportScript } from '../collection/setting-script';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText, isMap, nameOf } from '../text/tree';
import { authOf } from './postman-auth';

/** @param scripts - Where scripts set values, which cannot be known. */
export function folderOf(item: TreeMap, path: readonly string[], scripts: Remark[]): Folder {
  reportScript(scriptIn(item), path, scripts);
  const items = asList(item.item).map(asMap);
  return {
    name: nameOf(item),
    auth: authOf(item.auth),
    variables: variablesIn(item.variable),
    folders: items
      .filter((each) => Array.isArray(each.item))
      .map((each) => folderOf(each, [...path, nameOf(each)], scripts)),
    requests: items
      .filter((each) => !Array.isArray(each.item))
      .map((each) => {
        reportScript(scriptIn(each), [...path, nameOf(each)], scripts);
        return requestOf(each);
      }),
  };
}

/** `request` may be the address alone. */
function requestOf(item: TreeMap): SourceRequest {
  const request: TreeMap = isMap(item.request) ? item.request : { url: item.request };
  const method = asText(request.method);
  return {
    name: nameOf(item),
    url: urlOf(request.url),
    ...(method !== undefined && { method }),
    auth: authOf(request.auth),
    headers: headersOf(request.header),
    variables: variablesIn(item.variable),
  };
}

function urlOf(url: Tree | undefined): string {
  const text = asText(url);
  if (text !== undefined) return text;
  const { raw, protocol, host, port, path } = asMap(url);
  const whole = asText(raw);
  if (whole) return whole;
  const start = asText(protocol) ? `${asText(protocol)}://` : '';
  const end = asText(port) ? `:${asText(port)}` : '';
  return `${start}${joined(host, '.')}${end}/${joined(path, '/')}`;
}

/** A list of parts, each a text or (in a path) a map with a `value`. */
function joined(parts: Tree | undefined, by: string): string {
  const text = asText(parts);
  if (text !== undefined) return text;
  return asList(parts)
    .map((part) => asText(part) ?? asText(asMap(part).value) ?? '')
    .join(by);
}

/** A list of rows; in older files the lines of a request's head. */
function headersOf(header: Tree | undefined): readonly SourceHeader[] {
  const text = asText(header);
  if (text === undefined) return headersIn(header);
  return text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    if (colon < 1 || line.startsWith('//')) return [];
    return [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
  });
}

/** The scripts of all events that are switched on, before and after the request. */
function scriptIn({ event }: TreeMap): string {
  const events = asList(event)
    .map(asMap)
    .filter(({ disabled }) => !asBoolean(disabled));
  return events
    .map(({ script }) => {
      const { exec } = asMap(script);
      return asText(exec) ?? asList(exec).map(asText).join('\n');
    })
    .join('\n');
}
