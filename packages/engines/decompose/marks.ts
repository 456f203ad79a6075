/**
 * Numbering marks: 一、 （一） 1. （1） ① 第一条 —— 一是 and their kin, as they stand at the start of a line.
 * Source: GB/T 9704-2012 §7.3.3 (一、（一）1.（1）), and shapes observed in municipal plans 2018–2025
 * (第X章, 第X条, bullets, 1) and 1、 for 1.). What looks like a mark but is a figure (1.5小时, 3.7%, 2023.10) is none.
 */
import { chineseNumber } from './fold.ts';

export type MarkPattern =
  | 'chapter'
  | 'section'
  | 'article'
  | 'chinese'
  | 'chinese-brackets'
  | 'number'
  | 'dotted'
  | 'number-brackets'
  | 'number-half-bracket'
  | 'circled'
  | 'letter'
  | 'label'
  | 'ordinal'
  | 'bullet';

/** `length` is what the mark takes of the line, with the white space behind it; `ordinal` is null where it counts nothing. */
export interface Mark {
  readonly pattern: MarkPattern;
  readonly ordinal: number | null;
  readonly printed: string;
  readonly length: number;
}

const C = '[零一二三四五六七八九十百]';
const SHAPES: readonly { pattern: MarkPattern; shape: RegExp }[] = [
  { pattern: 'chapter', shape: new RegExp(`^第(${C}{1,4}|\\d{1,3})(?:章|篇|编|部分)[ :、]*`) },
  { pattern: 'section', shape: new RegExp(`^第(${C}{1,4}|\\d{1,3})节[ :、]*`) },
  { pattern: 'article', shape: new RegExp(`^第(${C}{1,4}|\\d{1,3})条[ :、]*`) },
  { pattern: 'chinese-brackets', shape: new RegExp(`^\\( ?(${C}{1,4}) ?\\)[ 、.]*`) },
  { pattern: 'chinese', shape: new RegExp(`^(${C}{1,4})(?: ?[、.](?!\\d)| (?=[\\u4e00-\\u9fa5]{2}))[ ]*`) },
  { pattern: 'label', shape: new RegExp(`^(?:任务|措施|举措|行动|工程|专项|重点)(${C}{1,3}|\\d{1,3})[ :、.]+`) },
  { pattern: 'number-brackets', shape: /^\( ?(\d{1,3}) ?\)[ 、.]*/ },
  { pattern: 'number-half-bracket', shape: /^(\d{1,3})\)[ 、.]*/ },
  { pattern: 'number', shape: /^(\d{1,3}) ?(?:、|\.(?!\d)|\.(?=20\d\d年)|,(?=[\u4e00-\u9fa5]))[ ]*/ },
  { pattern: 'dotted', shape: /^(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.、]| +)(?=[\u4e00-\u9fa5“《])[ ]*/ },
  { pattern: 'letter', shape: /^([A-Za-z])[.、)](?=[ \u4e00-\u9fa5“《]) */ },
  { pattern: 'ordinal', shape: new RegExp(`^(?:(${C}{1,2})[是要]|第(${C}{1,2})[,、]|其(${C}{1,2})[,、])[,:]?`) },
  { pattern: 'bullet', shape: /^(?:-{1,4}|·|\*|◦|⁃|»|>)(?=[ \u4e00-\u9fa5“《]) */ },
];

const CIRCLED = /^([\u2460-\u2473\u24f5-\u24fe\u2776-\u277f\u3251-\u325f\u3220-\u3229])[ 、.]*/;

function circledNumber(sign: string): number {
  const code = sign.charCodeAt(0);
  if (code >= 0x3220 && code <= 0x3229) return code - 0x321f;
  if (code >= 0x3251) return code - 0x3251 + 21;
  if (code >= 0x2776) return code - 0x2775;
  if (code >= 0x24f5) return code - 0x24f4;
  return code - 0x245f;
}

function ordinalOf(sign: string): number | null {
  if (/^\d+$/.test(sign)) return Number(sign);
  if (/^\d+(\.\d+)+$/.test(sign)) return Number(sign.slice(sign.lastIndexOf('.') + 1));
  if (/^[A-Za-z]$/.test(sign)) return sign.toLowerCase().charCodeAt(0) - 96;
  return chineseNumber(sign);
}

/** The mark at the start of a folded line, null where none. Looks at the first 24 code units alone. */
export function readMark(folded: string): Mark | null {
  const head = folded.slice(0, 24);
  const round = CIRCLED.exec(head);
  if (round?.[1] !== undefined) {
    const pattern = round[1] >= '\u3220' && round[1] <= '\u3229' ? 'chinese-brackets' : 'circled';
    return { pattern, ordinal: circledNumber(round[1]), printed: round[0], length: round[0].length };
  }
  for (const { pattern, shape } of SHAPES) {
    const found = shape.exec(head);
    if (found === null) continue;
    const sign = found[1] ?? found[2] ?? found[3];
    return {
      pattern,
      ordinal: sign === undefined ? null : ordinalOf(sign),
      printed: found[0],
      length: found[0].length,
    };
  }
  return null;
}
