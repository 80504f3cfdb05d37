/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import type { Format } from './format';
import { headereditor } from './headereditor';
import { insomnia } from './insomnia/insomnia';
import { openapi } from './openapi';
import { opencollection } from './opencollection/opencollection';
import { requestly } from './requestly';
import { simplemodifyheaders } from './simplemodifyheaders';

export const formats: readonly Format[] = [
  requestly,
  headereditor,
  simplemodifyheaders,
  insomnia,
  bruno,
  opencollection,
  openapi,
];
