/** Every format that can be read. The first that recognises a file reads it. */
import { bruno } from './bruno/bruno';
import type { Format } from './format';
import { insomnia } from './insomnia/insomnia';
import { opencollection } from './opencollection/opencollection';

export const formats: readonly Format[] = [bruno, insomnia, opencollection];
