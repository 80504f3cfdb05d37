/** Metrics, logs and search. */
import { bearer, keyIn, type Preset, under } from './preset';

export const MONITORING: readonly Preset[] = [
  {
    id: 'datadog',
    name: 'Datadog',
    sites: [],
    siteHints: [
      'https://api.datadoghq.com',
      'https://api.us3.datadoghq.com',
      'https://api.us5.datadoghq.com',
      'https://api.datadoghq.eu',
      'https://api.ap1.datadoghq.com',
      'https://api.ap2.datadoghq.com',
      'https://api.uk1.datadoghq.com',
      'https://api.ddog-gov.com',
      'https://api.us2.ddog-gov.com',
    ],
    headers: [
      keyIn('DD-API-KEY', 'pasteDatadogKey'),
      keyIn('DD-APPLICATION-KEY', 'pasteDatadogApplication'),
    ],
    link: 'https://docs.datadoghq.com/api/latest/authentication/',
  },
  {
    id: 'elasticsearch',
    name: 'Elasticsearch',
    sites: [],
    siteHints: ['https://{your-cluster}:9200'],
    headers: [keyIn('Authorization', 'pasteElasticsearch', 'ApiKey')],
    advice: 'presetElasticsearch',
    link: 'https://www.elastic.co/docs/api/doc/elasticsearch/authentication',
  },
  {
    id: 'grafana',
    name: 'Grafana',
    sites: [],
    siteHints: ['https://{your-grafana}'],
    headers: [under(['/api', '/apis'], bearer('pasteGrafana'))],
    link: 'https://grafana.com/docs/grafana/latest/http_api/auth/',
  },
  {
    id: 'splunk',
    name: 'Splunk HTTP Event Collector',
    sites: [],
    siteHints: ['https://{your-splunk}:8088'],
    headers: [under(['/services/collector'], keyIn('Authorization', 'pasteSplunk', 'Splunk'))],
    link: 'https://help.splunk.com/splunk-enterprise/get-data-in/collect-http-event-data/format-events-for-http-event-collector',
  },
];
