import { markedParts } from './marked-parts.ts';

/** So many signs stand before the match where the excerpt begins within a text. */
const before = 24;
const fullLength = 110;

/** The words around a match, the searched ones marked. */
export function ExcerptText({
  excerpt,
  words,
}: {
  excerpt: { readonly text: string; readonly from: number; readonly to: number };
  words: readonly string[];
}) {
  let at = 0;
  return (
    <>
      {excerpt.from >= before && '…'}
      {markedParts(excerpt, words).map(({ text, marked }) => {
        at += text.length;
        return marked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>;
      })}
      {excerpt.text.length >= fullLength && '…'}
    </>
  );
}
