/** Maps a remark to its sentence: `remark_<code>` in `_locales`, with `_` for `-`. */
import type { RemarkCode } from '../../domain/imported';
import { type TextKey, text } from '../../platform/texts';

export function remarkText(code: RemarkCode): string {
  // Cast: tests/manager/import/remark-text.test.ts asks for every code's text.
  return text(`remark_${code.replaceAll('-', '_')}` as TextKey);
}
