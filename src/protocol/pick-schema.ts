/** The commands that decide which profiles are sent on which sites. */
import * as v from 'valibot';
import { text } from '../domain/draft-schema';
import { END_CHOICES } from '../domain/pick-end';

export const pickCommands = [
  v.strictObject({
    type: v.literal('pick/set'),
    origin: text,
    /** Null: off. */
    profileId: v.nullable(text),
  }),
  /** Turns an extra on or off beside the picked profile. */
  v.strictObject({
    type: v.literal('pick/extra'),
    origin: text,
    profileId: text,
    isOn: v.boolean(),
  }),
  /** Sends the extras that are on, without another profile. */
  v.strictObject({ type: v.literal('pick/extras-alone'), origin: text }),
  /** When what is sent there ends by itself. Null: it goes on. */
  v.strictObject({
    type: v.literal('pick/end'),
    origin: text,
    end: v.nullable(v.picklist(END_CHOICES)),
  }),
  /** The user has seen that it has ended. */
  v.strictObject({ type: v.literal('pick/end-seen'), origin: text }),
  /** Picks profiles on all their sites, or ends their picks. Of two on one site the later one is picked. */
  v.strictObject({
    type: v.literal('pick/many'),
    profileIds: v.array(text),
    isPicked: v.boolean(),
  }),
  /** Arms a production profile on a site, or disarms it. Only the popup may: see `router.ts`. */
  v.strictObject({ type: v.literal('pick/arm'), origin: text, profileId: text }),
  v.strictObject({ type: v.literal('pick/disarm'), origin: text, profileId: text }),
  /** Picks a profile in one tab alone, in place of the site's pick. */
  v.strictObject({
    type: v.literal('pick/in-tab'),
    origin: text,
    tabId: v.number(),
    /** Null: off. */
    profileId: v.nullable(text),
  }),
  /** The tab takes the site's pick again. */
  v.strictObject({ type: v.literal('pick/end-in-tab'), origin: text, tabId: v.number() }),
  /** The user has read that picks of single tabs have ended. */
  v.strictObject({ type: v.literal('tab-picks/dismiss') }),
  /** Picks a profile on all its sites. */
  v.strictObject({ type: v.literal('pick/everywhere'), profileId: text }),
] as const;
