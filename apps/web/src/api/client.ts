import type { Parked, Preview } from '@qipan/host/contract';
import { type TextKey, texts } from '../texts/index.ts';
import type { AnswerOf, InputOf, OperationName } from './operations.ts';

/** A refusal as the server sends it (RFC 9457). */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly status: number;
  readonly at?: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A refused call. The page shows `problem.detail` and `problem.remedy` where the person acted. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

let language: 'zh' | 'en' = 'zh';

export function setRequestLanguage(next: 'zh' | 'en'): void {
  language = next;
}

function inLanguage(key: TextKey): string {
  return texts.get(key)?.[language === 'zh' ? 0 : 1] ?? key;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { ...init.headers, 'accept-language': language } });
  } catch {
    const detail = inLanguage('unreachable');
    const remedy = inLanguage('unreachableRemedy');
    throw new Refused({ code: 'web.unreachable', title: detail, detail, remedy, status: 0, values: {} });
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new Refused(readProblem(body, response.status));
}

function readProblem(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body) {
    // The server's own shape; the parse edge of the client.
    return body as Problem;
  }
  return { code: 'web.failed', title: '', detail: `HTTP ${status}`, remedy: '', status, values: {} };
}

/** A JSON call outside the operations (session, set-up, links). */
export async function request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await send(path, init);
  // What an operation answers is fixed by its output schema on the server.
  return (await response.json()) as T;
}

/** The command waits for the agreement of others: nothing is done yet. The page says so where the person acted. */
export class Waits extends Error {
  readonly parked: Parked['parked'];
  constructor(parked: Parked['parked']) {
    super('waits for agreement');
    this.parked = parked;
  }
}

/** Runs an operation: `documents.list-documents` is `POST /api/documents/list-documents`. */
export async function call<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<AnswerOf<Name>> {
  const answer = await request<AnswerOf<Name> | Parked>('POST', pathOf(operation), input);
  if (typeof answer === 'object' && answer !== null && 'parked' in answer) throw new Waits(answer.parked);
  return answer;
}

/** A command with its input: what a page can try out before it is run. */
export interface Ask<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Omit<InputOf<Name>, 'file'>;
  readonly file?: File;
}

/** What a command would change, were it run now. */
export async function preview<Name extends OperationName>(
  operation: Name,
  input: Omit<InputOf<Name>, 'file'>,
  file?: File,
): Promise<Preview> {
  const path = `${pathOf(operation)}/preview`;
  if (!file) return request<Preview>('POST', path, input);
  const response = await send(path, { method: 'POST', body: formOf(file, input) });
  return (await response.json()) as Preview;
}

/** Runs an operation that takes a file. */
export async function callWithFile<Name extends OperationName>(
  operation: Name,
  file: File,
  input: Omit<InputOf<Name>, 'file'>,
): Promise<AnswerOf<Name>> {
  const response = await send(pathOf(operation), { method: 'POST', body: formOf(file, input) });
  const answer = (await response.json()) as AnswerOf<Name> | Parked;
  if (typeof answer === 'object' && answer !== null && 'parked' in answer) throw new Waits(answer.parked);
  return answer;
}

function formOf(file: File, input: unknown): FormData {
  const form = new FormData();
  form.append('input', JSON.stringify(input));
  form.append('file', file, file.name);
  return form;
}

/** Runs an operation that answers a file, and hands it to the browser's own download. */
export async function download<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<void> {
  const response = await send(pathOf(operation), {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json' },
  });
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name ? decodeURIComponent(name) : 'download';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function pathOf(operation: string): string {
  return `/api/${operation.replace('.', '/')}`;
}
