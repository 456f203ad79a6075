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

const unreachable = {
  zh: { detail: '连不上服务器，本次没有保存。', remedy: '请检查网络后重试，您填写的内容仍在页面上。' },
  en: {
    detail: 'The server cannot be reached; nothing was saved.',
    remedy: 'Check the network and try again; what you entered is still on the page.',
  },
};

let language: 'zh' | 'en' = 'zh';

export function setRequestLanguage(next: 'zh' | 'en'): void {
  language = next;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { ...init.headers, 'accept-language': language } });
  } catch {
    throw new Refused({
      code: 'web.unreachable',
      title: unreachable[language].detail,
      status: 0,
      values: {},
      ...unreachable[language],
    });
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

/** Runs an operation: `documents.list-documents` is `POST /api/documents/list-documents`. */
export function call<T>(operation: string, input: unknown = {}): Promise<T> {
  return request<T>('POST', pathOf(operation), input);
}

/** Runs an operation that takes a file. */
export async function callWithFile<T>(operation: string, file: File, input: unknown = {}): Promise<T> {
  const form = new FormData();
  form.append('input', JSON.stringify(input));
  form.append('file', file, file.name);
  const response = await send(pathOf(operation), { method: 'POST', body: form });
  return (await response.json()) as T;
}

/** Runs an operation that answers a file, and hands it to the browser's own download. */
export async function download(operation: string, input: unknown = {}): Promise<void> {
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
