/** Every format that can be read. The first that recognises a file reads it. */
import type { Format } from './format';
import { headereditor } from './headereditor';
import { openapi } from './openapi';
import { requestly } from './requestly';
import { simplemodifyheaders } from './simplemodifyheaders';

export const formats: readonly Format[] = [requestly, headereditor, simplemodifyheaders, openapi];
