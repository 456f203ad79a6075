import { addDays } from '@qipan/kernel';
import { holds, readingsOf } from './condition.ts';
import type { Judged, LightRule, Period, Reading, Rung } from './contract.ts';

/** A letter that went out on a task. */
export interface Letter {
  readonly letter: string;
  readonly sentOn: string;
  /** The day by which it had to be answered, where the letter names one. */
  readonly answerBy: string | null;
  /** The unit's answer gave a reason that was accepted. */
  readonly isExcused: boolean;
}

export interface NextLetter {
  readonly letter: string;
  readonly release: Rung['release'];
  readonly limitDays: number | null;
  readonly clause: string;
  readonly readings: readonly Reading[];
  /** The letter whose time limit has passed; null for one that a condition asks for. */
  readonly afterLetter: string | null;
}

/**
 * The letter that the rule's ladder asks for next, or null. The highest step that is due; a letter of the present episode is
 * never asked for twice, nor a lower one once a higher one is out. An episode ends with a period whose overall light is green.
 *
 * In: the rule, the judged periods of a task with their facts (oldest first), the letters sent. O(steps × letters).
 */
export function nextLetter(
  rule: LightRule,
  given: { judged: readonly Judged[]; periods: readonly Period[]; letters: readonly Letter[] },
): NextLetter | null {
  const [now, last] = [given.judged.at(-1), given.periods.at(-1)];
  if (!now || !last || now.overall.colour === 'green') return null;
  const since = episodeStart(given.judged);
  const sent = given.letters.filter(({ sentOn }) => sentOn >= since);
  const highest = Math.max(-1, ...sent.map(({ letter }) => rule.ladder.findIndex((rung) => rung.letter === letter)));
  const colours = given.judged.map(({ overall }) => overall.colour);
  const measured = {
    facts: last.facts,
    asOf: last.asOf,
    expected: rule.expected,
    reds: colours.filter((colour) => colour === 'red').length,
    yellows: colours.filter((colour) => colour === 'yellow').length,
  };
  for (const rung of rule.ladder.slice(highest + 1).toReversed()) {
    const { letter, release, limitDays, clause } = rung;
    const expired =
      rung.after === undefined ? undefined : sent.find((entry) => isExpired(entry, { rung, rule, asOf: last.asOf }));
    if (rung.after !== undefined && expired === undefined && rung.when === undefined) continue;
    const isAsked = rung.when !== undefined && holds(rung.when, measured) === true;
    if (expired === undefined && !isAsked) continue;
    const readings = rung.when ? readingsOf(rung.when, measured) : [];
    return { letter, release, limitDays, clause, readings, afterLetter: expired?.letter ?? null };
  }
  return null;
}

/** The letter before was sent, its time limit has passed, and no reason was accepted. */
function isExpired(sent: Letter, given: { rung: Rung; rule: LightRule; asOf: string }): boolean {
  const { rung, rule, asOf } = given;
  if (sent.letter !== rung.after || sent.isExcused) return false;
  if (sent.answerBy !== null) return asOf > sent.answerBy;
  const limit = rule.ladder.find(({ letter }) => letter === sent.letter)?.limitDays ?? null;
  return limit !== null && asOf > addDays(sent.sentOn, limit);
}

/** The first day after the last green period. */
function episodeStart(judged: readonly Judged[]): string {
  const green = judged.findLast(({ overall }) => overall.colour === 'green');
  return green ? addDays(green.asOf, 1) : '';
}
