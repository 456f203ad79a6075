import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { AnswerOf } from './operations.ts';
import { useMay } from './session.ts';

export type Unit = AnswerOf<'parties.list-units'>['units'][number];

/** The register of units, for whoever may read it; asked for only where it is `needed`. */
export function useUnitRegister(needed = true) {
  const may = useMay()('parties.list-units');
  return useQuery({
    queryKey: ['units'],
    queryFn: () => call('parties.list-units', {}),
    enabled: may && needed,
  });
}

/** Its units; none until they are there. */
export function useUnits(needed = true): readonly Unit[] {
  return useUnitRegister(needed).data?.units ?? none;
}
const none: readonly Unit[] = [];
