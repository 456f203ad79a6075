import type { ReactNode } from 'react';

/** One question with its answer. */
export function Question({ ask, children }: { ask: string; children: ReactNode }) {
  return (
    <section className="panel question" aria-label={ask}>
      <h2>{ask}</h2>
      {children}
    </section>
  );
}

/** A line of an answer: what, how many, and where to see them. */
export function AnswerLine({ what, count, children }: { what: ReactNode; count: ReactNode; children?: ReactNode }) {
  return (
    <div className="answer-line">
      <span>{what}</span>
      <strong>{count}</strong>
      <span className="answer-link">{children}</span>
    </div>
  );
}
