/**
 * While the user reads the activity, the browser also tells what leaves it. That costs each request a
 * little, so it ends half a minute after the last page has asked for it.
 */
import type { AppState } from '../../domain/app-state';
import type { BrowserPorts } from '../ports';
import { watchedOrigins } from './watched-origins';

/** An open activity page asks again before that. */
const WATCHED_FOR_MS = 30_000;

export interface CloseWatch {
  begin(state: AppState | undefined): void;
  /** The sites may be others now. @returns whether they are watched closely. */
  follow(state: AppState): boolean;
}

export function closeWatch({ requests }: Pick<BrowserPorts, 'requests'>): CloseWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function follow(state: AppState): boolean {
    if (timer === undefined) return false;
    requests.lookClosely('reader', watchedOrigins(state));
    return true;
  }

  return {
    begin(state) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        requests.lookClosely('reader', []);
      }, WATCHED_FOR_MS);
      if (state) follow(state);
    },
    follow,
  };
}
