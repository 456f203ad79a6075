import type { Title } from './roles.ts';

/** What a schema says of a value that it does not take: the parts of its issue that words can be made of. */
export interface InputIssue {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly format?: unknown;
  readonly values?: unknown;
  readonly options?: unknown;
}

const unfit: Title = { zh: '内容不合要求', en: 'it does not fit' };
const missing: Title = { zh: '没有填写', en: 'it is missing' };

const kinds: Readonly<Record<string, Title>> = {
  string: { zh: '应为文字', en: 'it must be text' },
  number: { zh: '应为数字', en: 'it must be a number' },
  int: { zh: '应为整数', en: 'it must be a whole number' },
  boolean: { zh: '应为是或否（true、false）', en: 'it must be true or false' },
  array: { zh: '应为列表', en: 'it must be a list' },
  object: { zh: '应为一组字段', en: 'it must be a set of fields' },
  record: { zh: '应为一组字段', en: 'it must be a set of fields' },
  Uint8Array: { zh: '应为文件', en: 'it must be a file' },
};

const formats: Readonly<Record<string, Title>> = {
  date: { zh: '应为日期，如 2026-03-01', en: 'it must be a date such as 2026-03-01' },
  datetime: { zh: '应为时刻，如 2026-03-01T08:00:00Z', en: 'it must be an instant such as 2026-03-01T08:00:00Z' },
  time: { zh: '应为时间，如 08:30:00', en: 'it must be a time such as 08:30:00' },
  regex: { zh: '写法不对', en: 'it is not written as it must be' },
};

/** The reason why a field was refused, in the words of the office and in English. The one place where issues become words. */
export function inputWords(issue: InputIssue): Title {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing : (kinds[String(issue.expected)] ?? unfit);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formats[String(issue.format)] ?? unfit;
    case 'invalid_value':
      return issue.input === undefined ? missing : oneOf(issue.values);
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : unfit;
    default:
      return unfit;
  }
}

function oneOf(values: unknown): Title {
  const known = Array.isArray(values) ? values.map(String) : [];
  const [last = '', ...others] = [...known].reverse();
  const zh = others.length > 0 ? `${others.reverse().join('、')} 或 ${last}` : last;
  const en = others.length > 0 ? `${others.join(', ')} or ${last}` : last;
  return { zh: `只能是 ${zh}`, en: `it must be ${en}` };
}

function tooSmall({ origin, minimum, inclusive }: InputIssue): Title {
  const least = Number(minimum);
  if (origin === 'string' && least <= 1) return { zh: '不能为空', en: 'it must not be empty' };
  if (origin === 'string') return { zh: `至少 ${least} 个字`, en: `it needs at least ${least} signs` };
  if (origin === 'array' || origin === 'set') return { zh: `至少要有 ${least} 项`, en: `it needs at least ${least}` };
  return inclusive === false
    ? { zh: `应大于 ${least}`, en: `it must be more than ${least}` }
    : { zh: `不能小于 ${least}`, en: `it must not be less than ${least}` };
}

function tooBig({ origin, maximum, inclusive }: InputIssue): Title {
  const most = Number(maximum);
  if (origin === 'string') return { zh: `不能超过 ${most} 个字`, en: `it may have at most ${most} signs` };
  if (origin === 'array' || origin === 'set') return { zh: `最多 ${most} 项`, en: `there may be at most ${most}` };
  return inclusive === false
    ? { zh: `应小于 ${most}`, en: `it must be less than ${most}` }
    : { zh: `不能大于 ${most}`, en: `it must not be more than ${most}` };
}
