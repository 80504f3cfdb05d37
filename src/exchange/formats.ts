/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import type { Format } from './format';
import { headereditor } from './headereditor';
import { openapi } from './openapi';
import { requestly } from './requestly';
import { simplemodifyheaders } from './simplemodifyheaders';

export const formats: readonly Format[] = [requestly, headereditor, simplemodifyheaders, openapi];

import { insomnia } from './insomnia/insomnia';
import { opencollection } from './opencollection/opencollection';

export const formats: readonly Format[] = [bruno, insomnia, opencollection];
