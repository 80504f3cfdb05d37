/**
 * `.env`: variables whose names say that they hold a credential. The file names no site, so each is an
 * offer that the user completes.
 */
import type { ImportedProfile, Remark } from '../../domain/imported';
import { resolve } from '../draft/resolve';
import { toImported } from '../draft/to-imported';
import type { Format } from '../format';
import { namedCredentials } from './env-credentials';
import { envFile } from './env-variables';

export const env: Format = {
  id: 'env',

  recognises({ name, text }) {
    const isNamed = /(?:^|[/\\])\.env(?:\.[\w.-]+)?$|\.env$/i.test(name);
    const { variables, isPure } = envFile(text, isNamed);
    return variables.size > 0 && (isPure || isNamed);
  },

  async read(files, reading) {
    const profiles: ImportedProfile[] = [];
    const remarks: Remark[] = [];
    const names = new Map<string, number>();
    for (const file of files) {
      const { variables } = envFile(file.text);
      const credentials = namedCredentials(withValues(variables));
      if (credentials.length === 0) remarks.push({ code: 'credential-missing', place: '.env' });
      for (const { name, header } of credentials) {
        reading.entry();
        const count = (names.get(name) ?? 0) + 1;
        names.set(name, count);
        profiles.push(
          toImported({
            name: count === 1 ? name : `${name} (${count})`,
            places: [],
            headers: [header],
            isExact: true,
          }),
        );
        if (profiles.length % 100 === 0) await reading.pause();
      }
    }
    return { profiles, remarks };
  },
};

/** dotenv leaves `$NAME` as it is; `${NAME}` is what the tools above it put in. */
function withValues(variables: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...variables].map(([name, value]) => [
      name,
      value.includes('${') ? resolve(value, variables, 'shell').text : value,
    ]),
  );
}
