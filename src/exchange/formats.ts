/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import type { Format } from './format';
import { headereditor } from './headereditor/headereditor';
import { insomnia } from './insomnia/insomnia';
import { modheader } from './modheader/modheader';
import { openapi } from './openapi/openapi';
import { opencollection } from './opencollection/opencollection';
import { requestly } from './requestly/requestly';
import { simplemodifyheaders } from './simplemodifyheaders/simplemodifyheaders';

export const formats: readonly Format[] = [
  modheader,
  requestly,
  headereditor,
  simplemodifyheaders,
  bruno,
  insomnia,
  opencollection,
  openapi,
];
