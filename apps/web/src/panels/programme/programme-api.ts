import type { Task, TaskColumn, TaskFilter, ThreeLists } from '@qipan/modules/programme';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

export type { Task, TaskColumn, TaskFilter, ThreeLists };

export type Grouping = 'none' | 'front' | 'document' | 'lead' | 'deadline';

/** What a person keeps of the list. */
export interface ViewDefinition {
  readonly columns: readonly TaskColumn[];
  readonly filter: TaskFilter;
  readonly group: Grouping;
}

export const usualView: ViewDefinition = {
  columns: ['number', 'front', 'measure', 'text', 'lead', 'support', 'units', 'deadline', 'targets', 'source'],
  filter: {},
  group: 'none',
};

export function useTasks(filter: TaskFilter) {
  return useQuery({
    queryKey: ['tasks', filter],
    queryFn: () => call('programme.list-tasks', filter),
    placeholderData: (before) => before,
  });
}

export function useViews() {
  return useQuery({
    queryKey: ['views'],
    queryFn: () => call('programme.list-views', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function names(units: readonly { readonly name: string }[]): string {
  return units.map((unit) => unit.name).join('、');
}
