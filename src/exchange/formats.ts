/** Every format that can be read. The first that recognises a file reads it. */
import type { Format } from './format';

export const formats: readonly Format[] = [];
