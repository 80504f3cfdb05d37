/** All rows of the table of providers, by name. Each family of providers has a file of its own. */
import { CLOUD } from './cloud';
import { DEVELOPMENT } from './development';
import { NAMED_APIS } from './named-apis';
import type { Preset } from './preset';

export const PRESETS: readonly Preset[] = [...NAMED_APIS, ...DEVELOPMENT, ...CLOUD].sort(
  (one, other) => one.name.localeCompare(other.name, 'en'),
);
