import type { SourceDocument } from '@qipan/kernel';

/** `secret`: 秘密, 机密 or 绝密. `internal`: 内部资料, 工作秘密 and the like. */
export type Secrecy = { readonly level: 'secret' | 'internal'; readonly mark: string } | null;

/** How many printed lines from the top count as the envelope: 份号, 密级, 紧急程度 stand at its head (GB/T 9704-2012 §7.2). */
const envelopeLines = 25;

const term = '(?:[★☆*]?(?:长期|启封前|解密前|[0-9一二三四五六七八九十]+(?:年|个月)))?';
const secretMark = new RegExp(`^(?:密级[::]?)?(绝密|机密|秘密)(?:级|件)?${term}[★☆*]?$`);
const internalMark =
  /^(?:密级[::]?)?[([【<《]?(内部资料|内部文件|内部材料|内部参考|工作秘密|内部)(?:[,,;;]?(?:注意保存|注意保管|请勿外传|不得外传|严禁外传|妥善保管|不予公开))*[)\]】>》]?$/;
/** Other marks that may share the line with a 密级. */
const neighbour = /^(?:份号[::]?)?\d{3,8}$|^(?:特急|加急|平急|特提|急件)$/;

/**
 * The mark of secrecy of a document, looked for where one can stand: page headers, text boxes, a short line of its own at
 * the head, a sheet's title rows, and a line with ★ anywhere (an attachment has its own head). Words in a sentence
 * (技术秘密, 商业秘密) are never a mark. O(text).
 */
export function findSecrecy(source: SourceDocument): Secrecy {
  const head: string[] = [...source.pageHeaders];
  const rest: string[] = [];
  let lines = 0;
  for (const text of printedLines(source)) {
    lines += text.trim() === '' ? 0 : 1;
    (lines <= envelopeLines ? head : rest).push(text);
  }
  let internal: Secrecy = null;
  for (const text of head) {
    const found = readMark(text);
    if (found?.level === 'secret') return found;
    internal ??= found;
  }
  for (const text of rest) {
    const found = text.includes('★') ? readMark(text) : null;
    if (found?.level === 'secret') return found;
  }
  return internal;
}

function* printedLines(source: SourceDocument): Generator<string> {
  for (const block of source.blocks) {
    if (block.kind === 'paragraph') yield* block.text.split('\n');
    else for (const row of block.rows) for (const cell of row.cells) if (!cell.carried) yield* cell.text.split('\n');
  }
}

const traditional: Readonly<Record<string, string>> = {
  絕: '绝',
  機: '机',
  級: '级',
  長: '长',
  啟: '启',
  個: '个',
  內: '内',
  資: '资',
};

function readMark(line: string): Secrecy {
  if (line.length > 60) return null;
  const folded = line
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .replace(/[絕機級長啟個內資]/g, (sign) => traditional[sign] ?? sign);
  const whole = folded.replace(/\s+/g, '');
  const parts = folded.trim().split(/\s{1,}/);
  for (const candidate of [
    whole,
    ...(parts.every((part) => neighbour.test(part) || secretMark.test(part) || internalMark.test(part)) ? parts : []),
  ]) {
    const secret = secretMark.exec(candidate)?.[1];
    if (secret) return { level: 'secret', mark: secret };
    const internal = internalMark.exec(candidate)?.[1];
    if (internal) return { level: 'internal', mark: internal };
  }
  const glued = /^(?:\d{3,8})?(绝密|机密|秘密)[★☆*].{0,8}?(?:特急|加急|平急)?$/.exec(whole)?.[1];
  return glued ? { level: 'secret', mark: glued } : null;
}
