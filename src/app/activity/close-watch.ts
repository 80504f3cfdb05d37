/**
 * While the user reads the activity, the headers of requests are watched as they leave the browser.
 * That slows each request a little, so it ends half a minute after a page asked for it last.
 */
import type { AppState } from '../../domain/app-state';
import type { BrowserPorts } from '../ports';
import { watchedOrigins } from './watched-origins';

/** An open activity page asks again sooner than this. */
const WATCHED_FOR_MS = 30_000;

export interface CloseWatch {
  begin(state: AppState | undefined): void;
  /** Watches the sites of a new state. @returns whether sites are watched closely now. */
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
