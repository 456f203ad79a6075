import type { Actor, MessageCatalogue, Region, TableFace } from '@qipan/kernel';
import { renderMessage } from '@qipan/kernel';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language.tsx';
import { request } from './client.ts';
import type { OperationName } from './operations.ts';

export interface Session {
  readonly actor: Actor | null;
  readonly place: { readonly name: string; readonly regionCode: string };
  readonly demonstrationAccounts: readonly {
    readonly personId: string;
    readonly name: string;
    readonly role: string;
    readonly unitName: string;
  }[];
}

export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: () => request<Session>('GET', '/api/session'), staleTime: 60_000 });
}

interface Catalogue {
  readonly operations: readonly string[];
  readonly messages: MessageCatalogue;
  readonly regions: readonly Region[];
  readonly tables: Readonly<Record<string, TableFace>>;
}

/** What this person may do, the words of every message, the regions. */
export function useCatalogue() {
  const signedIn = Boolean(useSession().data?.actor);
  return useQuery({
    enabled: signedIn,
    queryKey: ['catalogue'],
    queryFn: () => request<Catalogue>('GET', '/api/catalogue'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether this person's post may run an operation. */
export function useMay(): (operation: OperationName) => boolean {
  const { data } = useCatalogue();
  return (operation) => data?.operations.includes(operation) ?? false;
}

/** A note or skip reason in words. */
export function useMessage(): (note: { code: string; values?: Readonly<Record<string, string | number>> }) => string {
  const { data } = useCatalogue();
  const { language } = useLanguage();
  return (note) =>
    data ? renderMessage(data.messages, { code: note.code, values: note.values ?? {} }, language).because : note.code;
}
