/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import { curl } from './curl/curl';
import { env } from './env/env';
import type { Format } from './format';
import { har } from './har';
import { headereditor } from './headereditor/headereditor';
import { hoppscotch } from './hoppscotch/hoppscotch';
import { http } from './http/http';
import { insomnia } from './insomnia/insomnia';
import { modheader } from './modheader/modheader';
import { netrc } from './netrc';
import { openapi } from './openapi/openapi';
import { opencollection } from './opencollection/opencollection';
import { postman } from './postman/postman';
import { requestly } from './requestly/requestly';
import { simplemodifyheaders } from './simplemodifyheaders/simplemodifyheaders';
import { thunder } from './thunder/thunder';

export const formats: readonly Format[] = [
  modheader,
  requestly,
  headereditor,
  simplemodifyheaders,
  postman,
  insomnia,
  bruno,
  opencollection,
  hoppscotch,
  thunder,
  openapi,
  har,
  http,
  // Looser ones, whose files another format may hold or look like.
  curl,
  netrc,
  env,
];
