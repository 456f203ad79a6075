import { auditTexts } from './audit.ts';
import { compareTexts } from './compare.ts';
import { documentsTexts } from './documents.ts';
import { partiesTexts } from './parties.ts';
import { partsTexts } from './parts.ts';
import { peopleTexts } from './people.ts';
import { previewTexts } from './preview.ts';
import { programmeTexts } from './programme.ts';
import { sessionTexts } from './session.ts';
import { approvalsTexts } from './approvals.ts';
import { startTexts } from './start.ts';
import { noticesTexts } from './notices.ts';
import { accountTexts } from './account.ts';
import { historyTexts } from './history.ts';
import { jobsTexts } from './jobs.ts';
import { permissionsTexts } from './permissions.ts';
import { reorganiseTexts } from './reorganise.ts';
import { searchTexts } from './search.ts';
import { supervisionTexts } from './supervision.ts';
import type { Pair } from './texts.ts';

/** One file for each panel: a new one is one line here. */
const panels = [
  partsTexts,
  previewTexts,
  sessionTexts,
  documentsTexts,
  compareTexts,
  historyTexts,
  searchTexts,
  reorganiseTexts,
  programmeTexts,
  supervisionTexts,
  partiesTexts,
  peopleTexts,
  auditTexts,
  approvalsTexts,
  startTexts,
  noticesTexts,
  accountTexts,
  jobsTexts,
  permissionsTexts,
] as const;

type KeysOf<Panel> = Panel extends unknown ? keyof Panel : never;

/** The key of every text of the interface. */
export type TextKey = KeysOf<(typeof panels)[number]>;

/** Every text of the interface. A key that two panels say is an error at the start: one of them would never show. */
export const texts: ReadonlyMap<string, Pair> = join();

function join(): Map<string, Pair> {
  const joined = new Map<string, Pair>();
  for (const panel of panels) {
    for (const [key, pair] of Object.entries(panel)) {
      if (joined.has(key)) throw new Error(`the text ${key} is said twice`);
      joined.set(key, pair);
    }
  }
  return joined;
}
