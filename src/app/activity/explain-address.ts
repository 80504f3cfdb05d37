/** Explains whether a request to an address would carry a header. Sends no request. */
import { carriedBy, explain, extrasLeftOut, type LeftOut } from '../../diagnosis/explain';
import { type AppState, pickedAt, stateInTab } from '../../domain/app-state';
import { toFailure } from '../../domain/errors';
import type { Carried } from '../../domain/explanation';
import type { Explained, ExtraLeftOut, Question, Way } from '../../domain/inquiry';
import { parseOrigin } from '../../domain/parse-site';
import type { ProfileId } from '../../domain/profile';
import type { Origin } from '../../domain/site';
import { ANY_TAB } from '../../domain/tab-scope';
import { readState } from '../pages/read-state';
import type { Ports } from '../ports';
import { adviceOn } from './advice-on';
import { readAddress } from './read-address';
import { situationOf } from './situation';

const TYPES: Readonly<Record<Way, string>> = {
  opened: 'main_frame',
  script: 'xmlhttprequest',
  picture: 'image',
  form: 'main_frame',
  frame: 'sub_frame',
};

/**
 * @param tabId - The tab whose own pick counts.
 * @throws AppError as `readState` does. An invalid question is not thrown: the answer says so.
 */
export async function explainAddress(
  ports: Ports,
  question: Question,
  tabId: number = ANY_TAB,
): Promise<Explained> {
  let asked: Asked;
  try {
    asked = askedBy(question, tabId);
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
  const { request, origin, initiator } = asked;
  const state = stateInTab(await readState(ports), tabId);
  const [rules, allowed] = await Promise.all([
    ports.rules.installed(),
    ports.permissions.allowed([origin, initiator]),
  ]);
  const situation = situationOf(state, rules, [...allowed]);
  const explanation = explain(request, situation);
  const left = extrasLeftOut(request, situation).map((each) => toldExtra(state, each));
  const extras = left.length > 0 && { extras: left };
  if (!('cause' in explanation)) return { ok: true, carries: linesOf(explanation), ...extras };
  const profile = pickedAt(state, origin);
  const isOfExtras = profile !== undefined && 'rules' in situation;
  return {
    ok: true,
    carries: isOfExtras ? linesOf(carriedBy(request, situation)) : [],
    advice: adviceOn(explanation, { origin, profile }),
    ...extras,
  };
}

function linesOf({ carries, guards }: Carried): readonly string[] {
  return [
    ...carries.map(({ headerName, masked }) => `${headerName}: ${masked}`),
    ...guards.map(({ name, value }) => `${name}: ${value}`),
  ];
}

function toldExtra(state: AppState, left: LeftOut): ExtraLeftOut {
  const profiles = state.vault === 'unlocked' ? state.profiles : [];
  const nameOf = (id: ProfileId) => profiles.find((each) => each.id === id)?.name ?? '';
  const name = nameOf(left.extra);
  return 'verdict' in left
    ? { profileId: left.extra, name, verdict: left.verdict }
    : { profileId: left.extra, name, header: left.held.name, setBy: nameOf(left.held.by) };
}

interface Asked {
  readonly request: Parameters<typeof explain>[0];
  readonly origin: Origin;
  readonly initiator: Origin;
}

/** @throws AppError `site-invalid` naming the field. */
function askedBy({ url: typed, way, method, page }: Question, tabId: number): Asked {
  const url = readAddress(typed);
  // Cast: `Origin` is the form that the URL parser writes.
  const origin = url.origin as Origin;
  const initiator = page.trim() === '' ? origin : parseOrigin(page, { allowHttp: true });
  const by = way === 'opened' ? {} : { initiator, top: initiator };
  return {
    request: { url: url.href, method, type: TYPES[way], tabId, ...by },
    origin,
    initiator,
  };
}
