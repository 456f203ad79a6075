import { z } from 'zod';

/** A file as it comes in or goes out: its printed name and its bytes. */
export const fileSchema = z.object({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) });
