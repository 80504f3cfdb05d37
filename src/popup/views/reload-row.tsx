/** Offers to reload the page after a pick: it was loaded before. Goes once the tab loads again. */
import { useEffect } from 'preact/hooks';
import { onTabLoading, reloadTab } from '../../platform/active-tab';
import { text } from '../../platform/texts';

interface ReloadRowProps {
  readonly tabId: number;
  readonly onLoading: () => void;
}

export function ReloadRow({ tabId, onLoading }: ReloadRowProps) {
  useEffect(() => onTabLoading(tabId, onLoading), [tabId]);
  return (
    <div class="row reload">
      <span class="hint">{text('popupReloadMeaning')}</span>
      <button type="button" onClick={() => void reloadTab(tabId)}>
        {text('popupReload')}
      </button>
    </div>
  );
}
