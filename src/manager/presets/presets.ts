/** All rows of the table of providers, by name. Each family of providers has a file of its own. */
import { BUSINESS } from './business';
import { CLOUD } from './cloud';
import { DEVELOPMENT } from './development';
import { LANGUAGE_MODELS } from './language-models';
import { MONITORING } from './monitoring';
import { NAMED_APIS } from './named-apis';
import type { Preset } from './preset';
import { SELF_HOSTED } from './self-hosted';
import { SIGNED_OVER_TIME } from './signed-over-time';

export const PRESETS: readonly Preset[] = [
  ...BUSINESS,
  ...CLOUD,
  ...DEVELOPMENT,
  ...LANGUAGE_MODELS,
  ...MONITORING,
  ...NAMED_APIS,
  ...SELF_HOSTED,
  ...SIGNED_OVER_TIME,
].sort((one, other) => one.name.localeCompare(other.name, 'en'));
