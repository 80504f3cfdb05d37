/** What the use cases need from the browser, in their words. `platform/` implements it. */

import type { AppState } from '../domain/app-state';
import type { Failure } from '../domain/errors';
import type { IssuedHeader } from '../domain/header';
import type { HeaderSpecId } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { RuleChange } from '../rules/diff';
import type { BrowserTraits, Rule } from '../rules/rule';
import type { DataKey } from '../vault/vault';

/** The sealed vault, on disk. */
export interface EnvelopeStore {
  read(): Promise<string | undefined>;
  /** Atomic. @throws AppError `storage-failed`; what was stored before is still there. */
  write(text: string): Promise<void>;
}

/** What lives as long as the browser runs and never reaches the disk. */
export interface Session {
  /** Present while unlocked. */
  readonly dataKey?: DataKey;
  readonly issued: Readonly<Record<HeaderSpecId, IssuedHeader>>;
  /** Why a picked header could not be issued. */
  readonly failures: Readonly<Record<HeaderSpecId, Failure>>;
}

export interface SessionStore {
  read(): Promise<Session>;
  write(changes: Partial<Session>): Promise<void>;
  clear(): Promise<void>;
}

/** The session rules that are in force. */
export interface RuleStore {
  readonly browser: BrowserTraits;
  installed(): Promise<readonly Rule[]>;
  /** One atomic change. @throws AppError `rules-refused`; the installed rules stay. */
  update(change: RuleChange): Promise<void>;
}

/** The one alarm: wakes the background so that it syncs. */
export interface WakeUp {
  /** @param at - Milliseconds since the Unix epoch; undefined clears it. */
  set(at: number | undefined): Promise<void>;
}

/** Where the browser lets the extension work for good. */
export interface SitePermissions {
  /** @returns those of `origins` that the user has allowed. */
  allowed(origins: readonly Origin[]): Promise<ReadonlySet<Origin>>;
}

/** The pages, which show the last state published even before the background is awake. */
export interface StatePublisher {
  publish(state: AppState): Promise<void>;
}

/** The button by which the popup is opened. */
export interface Toolbar {
  show(face: 'normal' | 'locked' | 'attention'): Promise<void>;
}

export interface IdleWatch {
  /** Reports idleness after so many minutes without input. */
  watch(minutes: number): void;
}

export interface Ports {
  readonly envelope: EnvelopeStore;
  readonly session: SessionStore;
  readonly rules: RuleStore;
  readonly permissions: SitePermissions;
  readonly wakeUp: WakeUp;
  readonly pages: StatePublisher;
  readonly toolbar: Toolbar;
  readonly idle: IdleWatch;
  /** Milliseconds since the Unix epoch. */
  now(): number;
}
