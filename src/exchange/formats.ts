/** Every format that can be read. The first that recognises a file reads it. */
import type { Format } from './format';
import { modheader } from './modheader/modheader';

export const formats: readonly Format[] = [modheader];
