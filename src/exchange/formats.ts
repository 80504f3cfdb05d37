/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import type { Format } from './format';
import { hoppscotch } from './hoppscotch/hoppscotch';
import { http } from './http/http';
import { insomnia } from './insomnia/insomnia';
import { opencollection } from './opencollection/opencollection';
import { postman } from './postman/postman';
import { thunder } from './thunder/thunder';

export const formats: readonly Format[] = [
  postman,
  insomnia,
  bruno,
  opencollection,
  hoppscotch,
  thunder,
  http,
];
