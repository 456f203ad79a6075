/** Runs work one after another for each key, in the order in which it came. What fails does not stop those behind it. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const own = before.then(work, work);
      const settled = own.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, settled);
      try {
        return await own;
      } finally {
        if (last.get(key) === settled) last.delete(key);
      }
    },
  };
}
