/** All rows of the table of providers, by name. Each family of providers has a file of its own. */
import { CLOUD } from './cloud';
import { DEVELOPMENT } from './development';
import { NAMED_APIS } from './named-apis';
import type { Preset } from './preset';
import { SELF_HOSTED } from './self-hosted';

export const PRESETS: readonly Preset[] = [
  ...NAMED_APIS,
  ...DEVELOPMENT,
  ...CLOUD,
  ...SELF_HOSTED,
].sort((one, other) => one.name.localeCompare(other.name, 'en'));
