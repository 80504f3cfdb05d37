/**
 * A credential that a save has replaced stays sealed beside the new one, until the user says that the
 * new one works. Until then there is a way back, without typing anything.
 */
import { AppError } from '../../domain/errors';
import { type HeaderSpec, newHeaderSpecId, type ReplacedCredential } from '../../domain/profile';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

interface HeaderOfProfile {
  readonly profileId: string;
  /** Names the very credential that the user sees: a replaced one has another. */
  readonly headerId: string;
}

/** What the next credential of a header keeps. */
export function keptOf({
  id,
  paths,
  methods,
  previousCredential,
  ...present
}: HeaderSpec): ReplacedCredential {
  // Of the present one nobody has said that it works: a second try must not cost the one that did.
  return previousCredential && !previousCredential.isLeft ? previousCredential : present;
}

/** The one before is forgotten. @throws AppError as `goBack` does. */
export function confirmCredential(ports: Ports, of: HeaderOfProfile): Promise<OpenVault> {
  return change(ports, of, ({ previousCredential: _, ...spec }) => spec);
}

/**
 * The two change places, so that nothing is lost either way: an API may show a new key only once.
 *
 * @throws AppError `profile-unknown`; `before-gone` if that was decided in another window meanwhile,
 * or the credential replaced once more.
 */
export function goBack(ports: Ports, of: HeaderOfProfile): Promise<OpenVault> {
  return change(ports, of, ({ id: _, paths, methods, previousCredential, ...present }) => {
    const { isLeft, ...earlier } = previousCredential;
    const left: ReplacedCredential = { ...present, ...(!isLeft && { isLeft: true }) };
    return { id: newHeaderSpecId(), ...earlier, paths, methods, previousCredential: left };
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
    if (!previousCredential) throw new AppError('before-gone', 'no credential is kept beside this');
    const changed = next({ ...spec, previousCredential });
    const headers = profile.headers.map((each) => (each === spec ? changed : each));
    // An edit that began before this change must be refused as stale.
    const revised = { ...profile, revision: profile.revision + 1, headers };
    const profiles = content.profiles.map((each) => (each === profile ? revised : each));
    return { ...content, profiles };
  });
}
