/** Saves a file by a link, which needs no permission for downloads. */

/** A slow disk may need the blob for this long. */
const KEPT_MS = 60_000;

export function saveFile(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
