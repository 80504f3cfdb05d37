/** A drawing of the toolbar: the puzzle button, its menu with Keybearer, and what pins it. */

interface PinPictureProps {
  /** Firefox has a gear in the menu's row, the others a pin. */
  readonly byGear: boolean;
}

const PUZZLE = 'M5 3.5a2 2 0 0 1 4 0V4h3v3h-.5a2 2 0 0 0 0 4h.5v3H9v-.5a2 2 0 0 0-4 0v.5H2V4h3Z';
const SHIELD =
  'M6 0 11 1.5V6c0 2.9-2 4.9-5 6-3-1.1-5-3.1-5-6V1.5ZM6 3a2 2 0 1 0 0 4a2 2 0 1 0 0-4Z';
const SHAFT = 'm8 9 6.5 6.5M10.2 13.4l2.8-2.8M13.2 15.8l2.3-2.3';
const PIN = 'M5 1h6l-1 1.5v4L12 9H4l2-2.5v-4ZM8 9v6';
const GEAR =
  'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1v3M8 12v3M1 8h3M12 8h3M3 3l2.1 2.1M10.9 10.9 13 13M3 13l2.1-2.1M10.9 5.1 13 3';

/** Hidden from screen readers: the sentence beside it says the same. */
export function PinPicture({ byGear }: PinPictureProps) {
  return (
    <svg class="pin-picture" viewBox="0 0 176 104" aria-hidden="true">
      <rect class="sheet" x="0.5" y="0.5" width="175" height="31" rx="6" />
      <rect class="address" x="10" y="8" width="104" height="16" rx="8" />
      <circle class="marked" cx="134" cy="16" r="12" />
      <path class="drawn" d={PUZZLE} transform="translate(126.5 8)" />
      <path class="dots" d="M160 10v.1M160 16v.1M160 22v.1" />
      <rect class="sheet" x="30.5" y="38.5" width="130" height="65" rx="6" />
      <rect class="other" x="42" y="50" width="14" height="10" rx="2" />
      <path class="other-line" d="M66 55h52" />
      <g transform="translate(42 73)">
        <path class="key" fill-rule="evenodd" d={SHIELD} />
        <path class="shaft" d={SHAFT} />
      </g>
      <text x="66" y="85">
        Keybearer
      </text>
      <circle class="marked" cx="144" cy="81" r="12" />
      <path class="drawn" d={byGear ? GEAR : PIN} transform="translate(136 73)" />
    </svg>
  );
}
