/** Vaults of as many profiles as wanted, made as the product makes them. */
import type { HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { EMPTY_CONTENT, encodeContent } from '../../src/vault/content';
import { encodeEnvelope } from '../../src/vault/envelope';
import { createEnvelope } from '../../src/vault/vault';
import { GLUWA, PASSPHRASE } from '../e2e/harness';

/** The stored text of a vault with `count` profiles, the first ones of them picked. */
export async function vaultOf(count: number, picked: number): Promise<string> {
  const profiles = Array.from({ length: count }, (_, index): Profile => {
    const origin = (index === 0 ? GLUWA : `https://api${index}.test`) as Origin;
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
      ownPictures: false,
      allowCache: false,
      allowHttp: false,
    };
  });
  const sitePicks = Object.fromEntries(
    profiles
      .slice(0, picked)
      .map(({ id, sites }) => [sites[0]?.origin, { identity: id, extras: [] }]),
  );
  const content = encodeContent({ ...EMPTY_CONTENT, profiles, sitePicks });
  return encodeEnvelope((await createEnvelope(PASSPHRASE, content)).envelope);
}
