/** Loads the notice only if there is something to tell, so that the popup opens fast. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WidenedNoticeProps } from '../../ui/widened-notice';

export function Widened(props: WidenedNoticeProps) {
  const [view, setView] = useState<{
    readonly WidenedNotice: FunctionComponent<WidenedNoticeProps>;
  }>();
  useEffect(() => {
    if (props.widenings.length > 0) void import('../../ui/widened-notice').then(setView);
  }, [props.widenings.length]);
  return view ? <view.WidenedNotice {...props} /> : null;
}
