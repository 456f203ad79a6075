import { type Language, type Refusal, renderMessage, type MessageCatalogue } from '@qipan/kernel';

/** RFC 9457 problem details of a refusal. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly remedy: string;
  readonly code: string;
  readonly at?: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export function toProblem(messages: MessageCatalogue, refusal: Refusal, language: Language): Problem {
  const { because, remedy } = renderMessage(messages, refusal, language);
  return {
    type: `urn:qipan:${refusal.code}`,
    title: because,
    status: statusOf(refusal.code),
    detail: because,
    remedy,
    code: refusal.code,
    ...(refusal.at === undefined ? {} : { at: refusal.at }),
    values: refusal.values,
  };
}

const statuses: Readonly<Record<string, number>> = {
  'host.signed-out': 401,
  'host.token-ended': 401,
  'host.sign-in-failed': 401,
  'host.code-needed': 401,
  'host.code-wrong': 401,
  'host.not-permitted': 403,
  'host.token-not-permitted': 403,
  'host.person-locked': 403,
  'host.conflict': 409,
  'host.key-reused': 409,
  'host.approval-closed': 409,
  'host.approval-content-changed': 409,
  'host.not-a-party': 403,
  'host.token-by-token': 403,
  'programme.already-confirmed': 409,
  'documents.already-imported': 409,
  'host.locked-out': 429,
  'host.busy': 503,
  'host.store-unwritable': 507,
  'host.store-unreachable': 503,
  'storage.files-full': 507,
  'storage.file-damaged': 500,
  'host.bad-input': 400,
  'server.foreign-origin': 403,
  'server.loopback-only': 403,
  'server.if-match': 400,
  'server.no-demonstration': 403,
  'server.too-many': 429,
  'server.too-large': 413,
  'server.unreadable-request': 400,
  'server.bad-query': 400,
  'server.repeated-query': 400,
  'server.unknown-part': 400,
  'server.unknown-address': 404,
  'server.wrong-method': 405,
  'programme.unknown-unit-id': 422,
  'server.failed': 500,
};

function statusOf(code: string): number {
  // What stands in a file is content that cannot be taken; 404 is for what an input names and the store does not have.
  if (code.startsWith('formats.')) return statuses[code] ?? 422;
  return statuses[code] ?? (/\.(unknown|no-file)/.test(code) ? 404 : 422);
}

/** The language that a request asks for; Chinese unless English comes first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh';
}
