/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import { curl } from './curl/curl';
import { env } from './env/env';
import type { Format } from './format';
import { har } from './har';
import { headereditor } from './headereditor';
import { insomnia } from './insomnia/insomnia';
import { netrc } from './netrc';
import { openapi } from './openapi';
import { opencollection } from './opencollection/opencollection';
import { requestly } from './requestly';
import { simplemodifyheaders } from './simplemodifyheaders';

export const formats: readonly Format[] = [
  requestly,
  headereditor,
  simplemodifyheaders,
  openapi,
  bruno,
  insomnia,
  opencollection,
  har,
  // Looser ones, whose files another format may hold or look like.
  curl,
  netrc,
  env,
];
