import { type MessageValues, type Outcome, ok, type Refusal, refuse } from '@qipan/kernel';

/**
 * Carries a refusal out of a streaming parser's callbacks. Thrown by `stop` and caught by `settle` alone, so that at the
 * package's doors a refusal is a value again. Any other error is a programmer's and passes through.
 */
class Stop extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Ends the reading with a refusal of the message catalogue. Only inside `settle`. */
export function stop(code: string, values: MessageValues = {}): never {
  throw new Stop(refuse(code, values, 'file'));
}

/** Runs a reading; a `stop` inside becomes its refusal. */
export function settle<T>(work: () => T): Outcome<T> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof Stop) return error.refusal;
    throw error;
  }
}

/** The same for a reading that waits for a decoder. */
export async function settleLater<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Stop) return error.refusal;
    throw error;
  }
}
