/**
 * A plan as MS Project writes it to XML. Moments are local, `2026-03-31T17:00:00`; lengths are minutes, of working time or, where
 * `isElapsed`, of the clock.
 */
export interface ProjectPlan {
  readonly name: string;
  readonly start: string | null;
  readonly finish: string | null;
  readonly minutesPerDay: number;
  /** Days on which the project's calendar differs from its week of Monday to Friday, in order. */
  readonly daysOff: readonly string[];
  readonly workdays: readonly string[];
  /** In printed order. */
  readonly tasks: readonly ProjectTask[];
}

export const constraintNames = ['ASAP', 'ALAP', 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT'] as const;
export const linkNames = ['FF', 'FS', 'SF', 'SS'] as const;

export interface ProjectTask {
  readonly uid: number;
  readonly name: string;
  /** Depth from 1; a task is part of the nearest one before it that is less deep. */
  readonly level: number;
  readonly isMilestone: boolean;
  /** False for one that was taken out of the plan without being deleted. */
  readonly isActive: boolean;
  readonly minutes: number;
  readonly isElapsed: boolean;
  readonly constraint: (typeof constraintNames)[number];
  readonly constraintDate: string | null;
  readonly deadline: string | null;
  readonly start: string | null;
  readonly finish: string | null;
  readonly actualStart: string | null;
  readonly actualFinish: string | null;
  readonly percentComplete: number;
  readonly links: readonly ProjectLink[];
}

/** A link to the task that it stands on, from the one with this uid. */
export interface ProjectLink {
  readonly from: number;
  readonly type: (typeof linkNames)[number];
  /** To a tenth of a minute. */
  readonly lagMinutes: number;
  readonly isElapsed: boolean;
}

export const projectLimits = {
  tasks: 100_000,
  links: 300_000,
  /** Days that all exceptions of a calendar cover together. */
  days: 20_000,
  /** Of a duration or lag: some 57 years of the clock. */
  minutes: 30_000_000,
  level: 100,
} as const;
