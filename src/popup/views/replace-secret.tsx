/**
 * Replaces a credential in the popup: the secret of the chosen header, a new token from its server, or a
 * sign-in. Loaded on demand. Above it stand the secrets of this site's profiles that were typed before
 * and not saved.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HeaderSummary, OpenState, ProfileSummary } from '../../domain/app-state';
import type { HeaderSpecId, ProfileId } from '../../domain/profile';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { GetToken } from '../../ui/get-token';
import type { RemedyActions } from '../../ui/remedy-button';
import { schemeName } from '../../ui/scheme-text';
import { type ReplaceableHeader, waysToReplace } from '../ways-to-replace';
import { KeptSecret } from './kept-secret';
import { SecretForm } from './secret-form';

export interface Replacing {
  readonly profileId: ProfileId;
  /** The header that the server has refused: no list of headers comes first. */
  readonly headerId?: HeaderSpecId | undefined;
}

export interface ReplaceSecretProps {
  readonly state: OpenState;
  /** The profiles of the tab's site: a secret is offered over no other site. */
  readonly profiles: readonly ProfileSummary[];
  /** The credential that the user replaces now. */
  readonly replacing: Replacing | undefined;
  readonly send: Send;
  readonly ask: Ask;
  readonly remedies: Pick<RemedyActions, 'onEdit' | 'onSignIn' | 'onGetToken'>;
  readonly onSaved: (profileId: ProfileId) => void;
  readonly onClose: (profileId: ProfileId) => void;
}

export function ReplaceSecret(props: ReplaceSecretProps) {
  const { state, profiles, replacing, send, onSaved, onClose } = props;
  const profile = profiles.find(({ id }) => id === replacing?.profileId);
  return (
    <>
      {state.replacements.map((kept) => {
        const of = profiles.find(({ id }) => id === kept.profileId);
        // The open panel still has the value that it keeps in the background.
        if (!of || of === profile) return null;
        const [saved, discarded] = [() => onSaved(of.id), () => onClose(of.id)];
        return (
          <KeptSecret
            key={kept.headerId}
            {...{ kept, send }}
            profile={of}
            onSaved={saved}
            onDiscarded={discarded}
          />
        );
      })}
      {profile && <Panel key={profile.id} {...props} profile={profile} />}
    </>
  );
}

interface PanelProps extends ReplaceSecretProps {
  readonly profile: ProfileSummary;
}

function Panel(props: PanelProps) {
  const { state, profile, replacing, remedies, onClose } = props;
  const ways = waysToReplace(profile, state.schemes);
  const [chosen, setChosen] = useState(
    replacing?.headerId ?? (ways.length === 1 ? ways[0]?.header.id : undefined),
  );
  const panel = useRef<HTMLElement>(null);
  const edit = () => remedies.onEdit(profile.id);
  const isForEditor = ways.every(({ way }) => way.kind === 'edit');
  // Only at the beginning: a later state must not take the user away.
  useEffect(() => {
    if (isForEditor) edit();
  }, []);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, [chosen]);
  if (isForEditor) return null;
  const one = ways.find(({ header }) => header.id === chosen);
  return (
    <section class="notice stack" ref={panel} aria-labelledby="replacing">
      <strong id="replacing">{text('replaceTitle', profile.name)}</strong>
      {one ? (
        <Chosen {...props} {...one} />
      ) : (
        <>
          {ways.map(({ header, way }) => (
            <button
              type="button"
              key={header.id}
              onClick={() => (way.kind === 'edit' ? edit() : setChosen(header.id))}
            >
              {headerText(header)}
            </button>
          ))}
          <Close onClose={() => onClose(profile.id)} />
        </>
      )}
    </section>
  );
}

function Chosen(props: PanelProps & ReplaceableHeader) {
  const { profile, header, way, send, ask, remedies, onSaved, onClose } = props;
  const close = () => onClose(profile.id);
  if (way.kind === 'type') {
    return (
      <SecretForm
        {...{ profile, header, send, ask }}
        field={way.field}
        onEdit={() => remedies.onEdit(profile.id)}
        onSaved={() => onSaved(profile.id)}
        onCancel={close}
      />
    );
  }
  return (
    <>
      {way.kind === 'get-token' ? (
        <GetToken headers={[header]} onGetToken={remedies.onGetToken} />
      ) : (
        <button class="primary" type="button" onClick={() => remedies.onSignIn(header.id)}>
          {text('signInBegin')}
        </button>
      )}
      <Close onClose={close} />
    </>
  );
}

function Close({ onClose }: { readonly onClose: () => void }) {
  return (
    <div class="row">
      <button type="button" onClick={onClose}>
        {text('cancel')}
      </button>
    </div>
  );
}

function headerText({ headerNames, schemeId, paths }: HeaderSummary): string {
  return [headerNames.join(', '), schemeName(schemeId), ...paths].filter(Boolean).join(' · ');
}
