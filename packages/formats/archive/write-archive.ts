import { strToU8, zipSync } from 'fflate';

/** The first moment that zip can state, in local time as fflate takes it, so that equal parts give equal bytes anywhere. */
function fixedTime(): Date {
  return new Date(1980, 0, 1, 0, 0, 0);
}

/** Parts in the given order as one zip archive; the same parts always give the same bytes. O(bytes). */
export function writeArchive(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of parts) files[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(files, { level: 6, mtime: fixedTime() });
}
