import { z } from 'zod';

/** How a long list is asked for in parts: at most `limit` rows after the one that `cursor` stands for. Without a limit: all. */
export const pageInput = {
  limit: z.number().int().min(1).max(10_000).optional(),
  cursor: z.string().max(500).optional(),
};

/** A cursor holds the sort key of the last row that was given, so that rows added or removed since shift nothing. */
export function cursorOf(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const keySchema = z.array(z.union([z.string(), z.number()]));

/** The sort key of a cursor, of the kinds that the list sorts by; null when it is none of its cursors. */
export function keyOfCursor(cursor: string, kinds: readonly ('string' | 'number')[]): (string | number)[] | null {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));
    const parsed = keySchema.safeParse(JSON.parse(text));
    if (!parsed.success || parsed.data.length !== kinds.length) return null;
    return parsed.data.every((part, index) => typeof part === kinds[index]) ? parsed.data : null;
  } catch {
    return null;
  }
}
