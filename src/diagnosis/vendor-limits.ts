/**
 * Reads limits of vendors that do not follow the draft: they have a header for each number.
 *
 * Source: documentation of GitHub, GitLab, X, Okta, Discord, Reddit, Kong, OpenAI, Anthropic, Azure and
 * Shopify; draft-ietf-httpapi-ratelimit-headers up to -06. They differ in how they write a reset.
 */
import { plainText } from '../domain/plain-text';
import { type HttpHeaders, linesOf } from '../domain/seen-request';
import type { Limit } from '../domain/verdict';
import { resetMoment } from './reset-moment';

/** A window may come last, or `requests` first. Limits of anything but requests do not match. */
const FIELD =
  /^(?:x-|anthropic-)?rate-?limit-(?:requests-)?(?<kind>limit|remaining|reset|reset-after)(?:-(?<window>second|minute|hour|day|month|requests))?$/;
/** A page shows the name. */
const NAME_LENGTH_AT_MOST = 50;

/** Azure says how much is left, and nothing else. */
const AZURE = /^x-ms-ratelimit-remaining-(?<name>[a-z-]+)$/;

export function limitsOfVendor(headers: HttpHeaders, now: number): readonly Limit[] {
  return [...ofFields(headers, now), ...ofAzure(headers), ...ofShopify(headers)];
}

function ofFields(headers: HttpHeaders, now: number): readonly Limit[] {
  /** Window → kind → value. Of several values the first counts. */
  const windows = new Map<string, Map<string, string>>();
  for (const [field, value] of headers) {
    const { kind, window = '' } = FIELD.exec(field)?.groups ?? {};
    if (kind === undefined) continue;
    const said = windows.get(window) ?? new Map<string, string>();
    if (!said.has(kind)) said.set(kind, value);
    windows.set(window, said);
  }
  const [resource] = linesOf(headers, 'x-ratelimit-resource');
  return [...windows].flatMap(([window, said]) => {
    const remaining = leadingNumber(said.get('remaining'));
    if (remaining === undefined) return [];
    const quota = leadingNumber(said.get('limit'));
    const after = leadingNumber(said.get('reset-after'));
    const reset = after === undefined ? (said.get('reset') ?? '') : `${after}s`;
    const resetsAt = resetMoment(reset, headers, now);
    const name = window || plainText(resource ?? '', NAME_LENGTH_AT_MOST);
    return [
      {
        ...(name && { name }),
        remaining: Math.floor(remaining),
        ...(quota !== undefined && quota > 0 && { quota }),
        ...(resetsAt !== undefined ? { resetsAt } : said.has('reset') && { resets: reset }),
      },
    ];
  });
}

function ofAzure(headers: HttpHeaders): readonly Limit[] {
  return headers.flatMap(([field, value]) => {
    const name = AZURE.exec(field)?.groups?.name;
    const remaining = leadingNumber(value);
    return name === undefined || remaining === undefined ? [] : [{ name, remaining }];
  });
}

/** Shopify says how much is used, and of how much. */
function ofShopify(headers: HttpHeaders): readonly Limit[] {
  const [said = ''] = linesOf(headers, 'x-shopify-shop-api-call-limit');
  const { used, quota } = /^(?<used>\d{1,9})\/(?<quota>\d{1,9})$/.exec(said)?.groups ?? {};
  if (used === undefined) return [];
  return [{ remaining: Math.max(Number(quota) - Number(used), 0), quota: Number(quota) }];
}

/** A policy may follow the number: `100, 100;w=60`. */
function leadingNumber(text = ''): number | undefined {
  const digits = /^\s*(\d{1,12}(?:\.\d{1,6})?)(?![\w.])/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
