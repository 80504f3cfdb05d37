/** Shows the page that the user came from again, with the profile in use. */
import type { Origin } from '../domain/site';
import { reloadTab } from '../platform/active-tab';
import { readActivity } from '../platform/seen-activity';
import type { HandOver } from '../platform/site-handover';
import { closeOwnTabIfFresh, showTab } from '../platform/way-back';

/** `gone`: the tab is closed or shows another site, so this tab stays in front. */
export type Return = 'reloaded' | 'needs-reload' | 'gone';

export async function returnTo({ site, fromTab, keepsManager }: HandOver): Promise<Return> {
  if (fromTab === undefined || !(await showTab(fromTab, site))) return 'gone';
  if (await answeredForm(fromTab, site)) return 'needs-reload';
  await reloadTab(fromTab);
  if (!keepsManager) await closeOwnTabIfFresh();
  return 'reloaded';
}

/**
 * Reloading the answer to a form would send the form again. The activity has forms that carried a header
 * or were refused; for all others the browser asks the user first.
 */
async function answeredForm(tabId: number, site: Origin): Promise<boolean> {
  const entries = await readActivity();
  const last = entries.findLast(
    (entry) => entry.tabId === tabId && entry.origin === site && entry.type === 'main_frame',
  );
  return last !== undefined && !['GET', 'HEAD'].includes(last.method);
}
