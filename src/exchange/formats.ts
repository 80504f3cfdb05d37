/** Every format that can be read. The first that recognises a file reads it. */
import type { Format } from './format';
import { hoppscotch } from './hoppscotch/hoppscotch';
import { http } from './http/http';
import { postman } from './postman/postman';
import { thunder } from './thunder/thunder';

export const formats: readonly Format[] = [postman, hoppscotch, thunder, http];
