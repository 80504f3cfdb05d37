/**
 * Keeps a replaced credential sealed beside the new one until the user confirms that the new one works.
 * Until then the user can go back without typing the old credential again.
 */
import { AppError } from '../../domain/errors';
import { type HeaderSpec, newHeaderSpecId, type ReplacedCredential } from '../../domain/profile';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

interface HeaderOfProfile {
  readonly profileId: string;
  /** Each credential has its own id, so this names the one that the user sees. */
  readonly headerId: string;
}

/** @returns the credential to keep when this one is replaced. */
export function previousFor({
  id,
  paths,
  methods,
  isOff,
  previousCredential,
  ...present
}: HeaderSpec): ReplacedCredential {
  // The present one is not confirmed, so a second attempt must not drop the one that worked.
  return previousCredential && !previousCredential.isLeft ? previousCredential : present;
}

/** Deletes the previous credential. @throws AppError as `goBack` does. */
export function confirmCredential(ports: Ports, of: HeaderOfProfile): Promise<OpenVault> {
  return change(ports, of, ({ previousCredential: _, ...spec }) => spec);
}

/**
 * Swaps the two credentials. Both stay stored, since an API may show a new key only once.
 *
 * @throws AppError `profile-unknown`; `before-gone` if another window has confirmed or replaced the
 * credential meanwhile.
 */
export function goBack(ports: Ports, of: HeaderOfProfile): Promise<OpenVault> {
  return change(ports, of, ({ id: _, paths, methods, isOff, previousCredential, ...present }) => {
    const { isLeft, ...earlier } = previousCredential;
    const left: ReplacedCredential = { ...present, ...(!isLeft && { isLeft: true }) };
    const kept = { paths, methods, ...(isOff && { isOff }) };
    return { id: newHeaderSpecId(), ...earlier, ...kept, previousCredential: left };
  });
}

type Replacing = HeaderSpec & { readonly previousCredential: ReplacedCredential };

function change(
  ports: Ports,
  { profileId, headerId }: HeaderOfProfile,
  next: (spec: Replacing) => HeaderSpec,
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const profile = content.profiles.find(({ id }) => id === profileId);
    if (!profile) throw new AppError('profile-unknown', 'no such profile');
    const spec = profile.headers.find(({ id }) => id === headerId);
    const previousCredential = spec?.previousCredential;
    if (!previousCredential) throw new AppError('before-gone', 'no previous credential is stored');
    const changed = next({ ...spec, previousCredential });
    const headers = profile.headers.map((each) => (each === spec ? changed : each));
    // An edit that began before this change must be refused as stale.
    const revised = { ...profile, revision: profile.revision + 1, headers };
    const profiles = content.profiles.map((each) => (each === profile ? revised : each));
    return { ...content, profiles };
  });
}
