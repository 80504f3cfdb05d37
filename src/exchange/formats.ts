/** Every format that can be read. The first that recognises a file reads it. */
import { curl } from './curl/curl';
import { env } from './env/env';
import type { Format } from './format';
import { har } from './har';
import { netrc } from './netrc';

export const formats: readonly Format[] = [har, curl, netrc, env];
