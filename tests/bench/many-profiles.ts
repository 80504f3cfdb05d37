/** Vaults of as many profiles as wanted, made as the product makes them. */
import type { HeaderSpecId, Profile, ProfileId } from '../../src/domain/profile';
import type { Origin, PathScope } from '../../src/domain/site';
import { EMPTY_CONTENT, encodeContent } from '../../src/vault/content';
import { encodeEnvelope } from '../../src/vault/envelope';
import { createEnvelope } from '../../src/vault/vault';
import { GLUWA, openWorld, PASSPHRASE, type World } from '../e2e/harness';
import { inFull } from './short-run';

export const MANY = inFull(5000, 150);

/** A browser with such a vault, unlocked, and its first profile in force on the lab's Gluwa. */
export async function openWorldOf(count: number, picked: number): Promise<World> {
  const world = await openWorld();
  const vault = await vaultOf(count, picked);
  await world.browser.inBackground((text) => chrome.storage.local.set({ vault: text }), vault);
  const page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.unlock(page, PASSPHRASE);
  await world.browser.allowHost(`${GLUWA}/*`);
  await world.keybearer.allowInPopup(page);
  return world;
}

/** The stored text of a vault with `count` profiles, the first ones of them picked. */
async function vaultOf(count: number, picked: number): Promise<string> {
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
