import { holds, readingsOf, untilFalse } from './condition.ts';
import type { Colour, Dimension, Judged, Light, LightRule, Period } from './contract.ts';
import type { Measured } from './measures.ts';

/** From good to bad; what is not known has no place in it. */
const severity: readonly Colour[] = ['green', 'blue', 'yellow', 'orange', 'red'];

/** How bad a colour is, -1 for one that is not known. */
export function severityOf(colour: Colour): number {
  return severity.indexOf(colour);
}

/**
 * The lights of one task in each period, by one rule, oldest first. What the rule asks for and nobody reported gives
 * `unknown`, never a colour. A light says which words of the rule decided, on which figures, and what would turn it.
 *
 * In: a rule, the periods of one task in time order. Out: as many judged periods. O(periods × steps).
 */
export function judge(rule: LightRule, periods: readonly Period[]): Judged[] {
  const judged: Judged[] = [];
  for (const { period, asOf, facts } of periods) {
    const lights = rule.lights.map((light): Light => {
      const before = judged.flatMap((entry) => entry.lights.filter(({ dimension }) => dimension === light.dimension));
      const given = { facts, asOf, expected: rule.expected, ...countsOf(before) };
      return afterRun(rule, lightOf(light, given), before);
    });
    judged.push({ period, asOf, lights, overall: overallOf(lights) });
  }
  return judged.map((entry, index) => madeGood(rule, entry, judged.slice(index + 1)));
}

function countsOf(before: readonly Light[]): { reds: number; yellows: number } {
  const count = (colour: Colour) => before.filter((light) => light.colour === colour).length;
  return { reds: count('red'), yellows: count('yellow') };
}

function lightOf(light: LightRule['lights'][number], given: Measured): Light {
  const { dimension, steps, otherwise } = light;
  for (const [index, { colour, when, clause, assumed = null }] of steps.entries()) {
    const truth = holds(when, given);
    if (truth === false) continue;
    const readings = readingsOf(when, given);
    if (truth === null) {
      const missing = readings.filter((reading) => reading.now === null);
      return { dimension, colour: 'unknown', clause, assumed, readings: missing, turns: [], was: null };
    }
    const better = [...steps.slice(index + 1), otherwise].find((step) => severityOf(step.colour) < severityOf(colour));
    const how = 'all' in when ? ('any' as const) : ('all' as const);
    const turns = better ? [{ colour: better.colour, how, needs: untilFalse(when, given) }] : [];
    return { dimension, colour, clause, assumed, readings, turns, was: null };
  }
  const readings = steps.flatMap((step) => readingsOf(step.when, given));
  const { colour, clause, assumed = null } = otherwise;
  return { dimension, colour, clause, assumed, readings, turns: [], was: null };
}

/** So many periods running of one colour make another of it. Looks at what the figures said, not at what a run made of them. */
function afterRun(rule: LightRule, light: Light, before: readonly Light[]): Light {
  for (const entry of rule.history) {
    if (entry.kind !== 'run' || light.colour !== entry.colour) continue;
    const last = before.slice(1 - entry.times);
    const isRun = last.length === entry.times - 1 && last.every((past) => (past.was ?? past.colour) === entry.colour);
    if (isRun) return { ...light, colour: entry.becomes, clause: entry.clause, was: light.colour };
  }
  return light;
}

/** A light of the past whose task was made good since: the record stays in `was`. */
function madeGood(rule: LightRule, entry: Judged, since: readonly Judged[]): Judged {
  const rules = rule.history.filter((history) => history.kind === 'made-good');
  if (rules.length === 0) return entry;
  const lights = entry.lights.map((light) => {
    const made = rules.find((history) => history.colour === light.colour);
    const isGood = since.some(({ lights: later }) =>
      later.some(({ dimension, colour }) => dimension === light.dimension && colour === 'green'),
    );
    return made && isGood
      ? { ...light, colour: made.becomes, clause: made.clause, was: light.was ?? light.colour }
      : light;
  });
  return { ...entry, lights, overall: overallOf(lights) };
}

/** The worst light that is known. Several dimensions are not averaged: the one that is worst says why. */
export function overallOf(lights: readonly Light[]): Judged['overall'] {
  const unknown = lights.filter((light) => light.colour === 'unknown').map((light): Dimension => light.dimension);
  const worst = lights
    .filter((light) => light.colour !== 'unknown')
    .reduce<Light | null>(
      (bad, light) => (bad === null || severityOf(light.colour) > severityOf(bad.colour) ? light : bad),
      null,
    );
  return { colour: worst?.colour ?? 'unknown', dimension: worst?.dimension ?? null, unknown };
}
