/** The menu of a row. Loaded when it is first opened. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** One line of a menu. */
export interface RowAction {
  readonly label: string;
  readonly onClick: () => void;
}

interface RowMenuProps {
  readonly label: string;
  readonly actions: readonly RowAction[];
  /** The button that has opened it. */
  readonly opener: HTMLElement;
  readonly onClose: () => void;
}

const GAP_PX = 8;

export function RowMenu({ label, actions, opener, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = menu;
    if (!current) return;
    current.showPopover();
    // In the top layer, since the scrolled middle of the popup would cut it off.
    const lowest = innerHeight - current.offsetHeight - GAP_PX;
    const { bottom } = opener.getBoundingClientRect();
    current.style.top = `${Math.max(GAP_PX, Math.min(bottom, lowest))}px`;
  }, [opener]);
  useEffect(() => itemsOf(menu.current)[0]?.focus(), []);

  function close() {
    opener.focus();
    onClose();
  }

  function onKeyDown(event: KeyboardEvent) {
    const items = itemsOf(menu.current);
    // Cast: only items have the focus in a menu.
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') onClose();
    else items.at((to ?? at) % items.length)?.focus();
    // Otherwise Escape closes the popup, and an arrow scrolls it. Tab goes on from the menu.
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
  }

  return (
    <div
      class="row-menu"
      role="menu"
      aria-label={label}
      popover="auto"
      ref={menu}
      onKeyDown={onKeyDown}
      // A click elsewhere.
      onToggle={({ newState }) => newState === 'closed' && onClose()}
    >
      {actions.map((action) => (
        <button
          key={action.label}
          class="quiet"
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            close();
            action.onClick();
          }}
        >
          {action.label}
        </button>
      ))}
    </div>
  );
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll('button') ?? [])];
}
