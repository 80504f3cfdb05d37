/** Files of header tools with many entries, for the bounds of an import. */
import type { FilesOf } from './many-entries';

/** ModHeader counts its profile as an entry, too. */
export const modheader: FilesOf = (count, at) => {
  const headers = (index: number) => [{ enabled: true, name: 'X-Key', value: `mh-${index}` }];
  const filters = (index: number) => [{ enabled: true, urlRegex: `https://${at(index)}/.*` }];
  const profiles = Array.from({ length: Math.ceil(count / 2) }, (_, index) => ({
    version: 2,
    title: `p${index}`,
    headers: 2 * index + 1 < count ? headers(index) : [],
    urlFilters: filters(index),
  }));
  return JSON.stringify(profiles);
};

export const requestly: FilesOf = (count, at) =>
  JSON.stringify(
    Array.from({ length: count }, (_, index) => ({
      id: `Headers_${index}`,
      name: `r${index}`,
      objectType: 'rule',
      ruleType: 'Headers',
      status: 'Active',
      groupId: '',
      pairs: [
        {
          source: { key: 'host', operator: 'Equals', value: at(index) },
          modifications: {
            Request: [{ header: 'Authorization', type: 'Add', value: `Bearer rq-${index}` }],
          },
        },
      ],
    })),
  );

export const headereditor: FilesOf = (count, at) =>
  JSON.stringify({
    request: [],
    sendHeader: Array.from({ length: count }, (_, index) => ({
      enable: true,
      name: `r${index}`,
      ruleType: 'modifySendHeader',
      matchType: 'prefix',
      pattern: `https://${at(index)}/`,
      action: { name: 'Authorization', value: `Bearer he-${index}` },
    })),
    receiveHeader: [],
    receiveBody: [],
  });

export const simplemodifyheaders: FilesOf = (count, at) =>
  JSON.stringify({
    format_version: '1.2',
    target_page: '*',
    headers: Array.from({ length: count }, (_, index) => ({
      url_contains: at(index),
      action: 'add',
      header_name: 'Authorization',
      header_value: `Bearer smh-${index}`,
      comment: '',
      apply_on: 'req',
      status: 'on',
    })),
    use_url_contains: true,
  });
