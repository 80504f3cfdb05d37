/**
 * HAR, the recording of requests that developer tools and proxies save: the credentials that the requests
 * carried. The answers of the servers are not read.
 *
 * Source: HAR 1.2; the recordings of Chromium and Firefox.
 */
import { IMPORT_ENTRIES_AT_MOST, type Remark } from '../domain/imported';
import { credentialsByPlace, type FoundRequest } from './draft/credential-requests';
import { distinctRemarks } from './draft/to-imported';
import type { Format } from './format';
import { importRefused } from './import-refused';
import { credentialKeysOfBody, isCredentialKey } from './stated/credential-keys';
import { foundRequest } from './stated/found-request';
import type { StatedRemark } from './stated/stated-request';
import type { Tree, TreeMap } from './text/tree';
import { asList, asMap, asText, isMap } from './text/tree';

export const har: Format = {
  id: 'har',

  recognises(file) {
    if (!/^\s*\{/.test(file.text)) return false;
    const { log } = asMap(file.json());
    return isMap(log) && Array.isArray(log.entries);
  },

  async read(files, reading) {
    const logs = files.map((file) => asMap(asMap(file.json()).log));
    const entries = logs.reduce((sum, log) => sum + asList(log.entries).length, 0);
    if (entries > IMPORT_ENTRIES_AT_MOST) throw importRefused('import-too-many');
    const requests = logs.flatMap(requestsOf);
    // Tokens are renewed while a recording runs.
    const read = await credentialsByPlace(requests, reading, { latestWins: true });
    const isEmpty = read.profiles.length + read.remarks.length === 0;
    return {
      profiles: read.profiles,
      remarks: distinctRemarks([
        ...read.remarks,
        ...(logs.some((log) => isWithheld(log, isEmpty)) ? [WITHHELD] : []),
      ]),
    };
  },
};

/** In the order of time: recordings that were joined have none. */
function requestsOf({ entries }: TreeMap): readonly FoundRequest[] {
  return asList(entries)
    .map((entry) => ({ entry: asMap(entry), at: timeOf(asMap(entry).startedDateTime) }))
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ entry }) => {
      const request = asMap(entry.request);
      const url = asText(request.url) ?? '';
      // Requests for `data:`, `blob:` and extensions reach no server; a page sets no header of a socket.
      return /^https?:\/\//i.test(url) ? [requestOf(request, url)] : [];
    });
}

function timeOf(text: Tree | undefined): number {
  return Date.parse(asText(text) ?? '') || 0;
}

function requestOf(request: TreeMap, url: string): FoundRequest {
  const headers = asList(request.headers).flatMap((header) => {
    const { name, value } = asMap(header);
    const [nameText, valueText] = [asText(name) ?? '', asText(value) ?? ''];
    // Pseudo headers of HTTP/2 begin with a colon.
    return nameText === '' || nameText.startsWith(':')
      ? []
      : [{ name: nameText, value: valueText }];
  });
  const method = asText(request.method);
  const stated = {
    url,
    ...(method !== undefined && { method }),
    headers,
    remarks: bodyRemarks(asMap(request.postData)),
  };
  return foundRequest(stated, URL.parse(url)?.host ?? '');
}

function bodyRemarks({ text, params }: TreeMap): readonly StatedRemark[] {
  const names = asList(params).map((each) => asText(asMap(each).name) ?? '');
  const keys = [...credentialKeysOfBody(asText(text) ?? ''), ...names.filter(isCredentialKey)];
  return keys.map((key) => ({ code: 'in-body', part: key }));
}

const WITHHELD: Remark = { code: 'credential-missing', place: 'Authorization' };

/** Chromium leaves two headers out of a recording, unless a setting of its tools says otherwise. */
function isWithheld({ entries, creator }: TreeMap, isEmpty: boolean): boolean {
  const isChromium = asText(asMap(creator).name) === 'WebInspector';
  const isThere = asList(entries).some((entry) =>
    asList(asMap(asMap(entry).request).headers).some((header) =>
      /^(?:authorization|cookie)$/i.test(asText(asMap(header).name) ?? ''),
    ),
  );
  return isEmpty || (isChromium && !isThere);
}
