/** Tells the page what a shared file would add, before anything is saved. */
import { toFailure } from '../../domain/errors';
import type { Profile } from '../../domain/profile';
import type { ShareReview } from '../../domain/share';
import { digestOf } from '../../exchange/share/canonical';
import { readShare, reviewOf } from '../../exchange/share/read-share';
import type { ProfileOfShare } from '../../exchange/share/share-schema';
import { sharedProfile } from '../../exchange/share/write-share';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

export async function reviewShare(
  ports: Ports,
  { text }: { readonly text: string },
): Promise<ShareReview> {
  try {
    const { share, digest } = readShare(text);
    const { content } = await openVault(ports);
    const known = new Set(content.profiles.map((profile) => wordsOf(asShared(profile))));
    const profiles = share.profiles.map((each) => reviewOf(each, known.has(wordsOf(each))));
    return { ok: true, digest, profiles };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

function asShared(profile: Profile): ProfileOfShare {
  return sharedProfile(profile, false);
}

/** The parts that an import takes over, and no taste. */
function wordsOf({ name, sites, headers, strict, production }: ProfileOfShare): string {
  return digestOf({ name, sites, headers, strict, ...(production && { production }) });
}
