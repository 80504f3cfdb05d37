/** A vault of as many profiles as wanted, made as the product makes it. */
import type { HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { EMPTY_CONTENT, encodeContent } from '../../src/vault/content';
import { encodeEnvelope } from '../../src/vault/envelope';
import { createEnvelope } from '../../src/vault/vault';

/** @returns the stored text of a vault with `count` profiles, the first of them for `site`. */
export async function vaultOf(
  count: number,
  picked: number,
  passphrase: string,
  site: string,
): Promise<string> {
  const profiles = Array.from({ length: count }, (_, index): Profile => {
    const origin = (index === 0 ? site : `https://api${index}.test`) as Origin;
    return {
      id: `profile-${index}` as ProfileId,
      revision: 1,
      name: `Profile ${index}`,
      colour: 'grey',
      note: '',
      sites: [{ origin, path: '/' as PathScope }],
      headers: [
        {
          id: `header-${index}` as HeaderSpecId,
          schemeId: 'basic',
          credential: { username: `user${index}`, password: `password${index}` },
          paths: [],
          methods: [],
        },
      ],
      callers: [],
      strict: false,
      ownForms: false,
      allowHttp: false,
    };
  });
  const picks = Object.fromEntries(
    profiles.slice(0, picked).map(({ id, sites }) => [sites[0]?.origin, id]),
  );
  const content = encodeContent({ ...EMPTY_CONTENT, profiles, picks });
  return encodeEnvelope((await createEnvelope(passphrase, content)).envelope);
}
