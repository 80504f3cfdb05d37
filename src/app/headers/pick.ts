/** Picks profiles on an origin where they have a site, or on all of them; or off. */
import { AppError } from '../../domain/errors';
import { type EndChoice, endOf, withEnd } from '../../domain/pick-end';
import {
  type SitePicks,
  withExtra,
  withExtrasAlone,
  withIdentity,
  withoutProfile,
  withUsed,
} from '../../domain/picks';
import type { Profile } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import { startOf } from '../session-start';
import { noteChosen } from '../undo-offer';
import type { OpenVault } from '../vault/commit';
import { changeVault } from './change-vault';

/**
 * @param profileId - Null: off.
 * @throws {@link AppError} `profile-unknown` if it does not exist or has no site on this origin.
 */
export async function pick(
  ports: Ports,
  { origin, profileId }: { readonly origin: string; readonly profileId: string | null },
): Promise<OpenVault> {
  return changeVault(ports, async (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (profileId !== null && !profile?.sites.some((site) => site.origin === origin)) {
      throw new AppError('profile-unknown', 'no such profile on this origin');
    }
    // Cast: a profile has a site on this origin, or the identity is removed, which any text allows.
    const on = origin as Origin;
    // Off is a choice on a site that is off already, too.
    if (!profile) await noteChosen(ports, (each) => each === on);
    const sitePicks = profile
      ? withUsed(content.sitePicks, profile, [on])
      : withIdentity(content.sitePicks, on, undefined);
    return { ...content, sitePicks };
  });
}

/**
 * Turns an extra on or off beside the picked profile. A site that is off stays off.
 *
 * @throws {@link AppError} `profile-unknown` if no such extra has a site on this origin.
 */
export async function setExtra(
  ports: Ports,
  choice: { readonly origin: string; readonly profileId: string; readonly isOn: boolean },
): Promise<OpenVault> {
  const { origin, profileId, isOn } = choice;
  return changeVault(ports, (content) => {
    const extra = content.profiles.find(({ id }) => id === profileId);
    if (!extra?.isExtra || !extra.sites.some((site) => site.origin === origin)) {
      throw new AppError('profile-unknown', 'no such extra on this origin');
    }
    // Cast: the extra has a site on this origin.
    const sitePicks = withExtra(content.sitePicks, origin as Origin, extra.id, isOn);
    return { ...content, sitePicks };
  });
}

/** Sends the extras of an origin that are on, without another profile. If none is on, the site is off. */
export async function pickExtrasAlone(
  ports: Ports,
  { origin }: { readonly origin: string },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    // Cast: a text that is no origin has no extras, and gets no entry.
    const sitePicks = withExtrasAlone(content.sitePicks, origin as Origin);
    return { ...content, sitePicks };
  });
}

/**
 * What is sent on an origin ends by itself. On a site that is off, which an end may have turned off just now,
 * it changes nothing.
 *
 * @param end - Null: it goes on.
 */
export async function setEnd(
  ports: Ports,
  { origin, end }: { readonly origin: string; readonly end: EndChoice | null },
): Promise<OpenVault> {
  const start = await startOf(ports.session);
  const change = (content: VaultContent) => {
    const until = end ? endOf(end, { now: ports.now(), start }) : undefined;
    // Cast: a text that is no origin has no pick, and gets none.
    const sitePicks = withEnd(content.sitePicks, origin as Origin, until);
    return { ...content, sitePicks };
  };
  // A clock that was set back before has ended all others: the new end goes by the clock as it is.
  return changeVault(ports, change, () => ports.session.write({ latestNow: undefined }));
}

/** Picks a profile on each of its sites, by one commit. @throws {@link AppError} `profile-unknown`. */
export async function pickEverywhere(
  ports: Ports,
  { profileId }: { readonly profileId: string },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (!profile) throw new AppError('profile-unknown', 'no such profile');
    return { ...content, sitePicks: pickedOnAll(content.sitePicks, [profile]) };
  });
}

/**
 * Picks several profiles on all their sites, or ends their picks. Of two on one site the later one of the
 * list is picked.
 *
 * @throws {@link AppError} `profile-unknown` if one of them does not exist: then no pick changes.
 */
export async function pickMany(
  ports: Ports,
  { profileIds, isPicked }: { readonly profileIds: readonly string[]; readonly isPicked: boolean },
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const byId = new Map<string, Profile>(content.profiles.map((each) => [each.id, each]));
    // Each once, at its last place in the list.
    const each = [...new Set(profileIds.toReversed())].toReversed();
    const profiles = each.map((profileId) => {
      const profile = byId.get(profileId);
      if (!profile) throw new AppError('profile-unknown', 'no such profile');
      return profile;
    });
    const sitePicks = isPicked
      ? pickedOnAll(content.sitePicks, profiles)
      : each.reduce((picks, id) => withoutProfile(picks, id), content.sitePicks);
    return { ...content, sitePicks };
  });
}

/** If two profiles have the same site, the later one is picked there. Extras are all on. */
export function pickedOnAll(picks: SitePicks, profiles: readonly Profile[]): SitePicks {
  const identities = profiles.filter(({ isExtra }) => !isExtra);
  const extras = profiles.filter(({ isExtra }) => isExtra);
  // The extras last: beside an identity they do not go alone.
  return [...identities, ...extras].reduce(
    (all, profile) => withUsed(all, profile, originsOf(profile)),
    picks,
  );
}

function originsOf({ sites }: Profile): readonly Origin[] {
  return sites.map(({ origin }) => origin);
}
