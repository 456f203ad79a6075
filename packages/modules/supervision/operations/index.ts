// One line for each operation of the module: its route, command, client and permission follow from it.
export { answer, report } from './act.ts';
export { assign } from './assign.ts';
export { chooseRule, listRules } from './choose-rule.ts';
export { readBoard } from './read-board.ts';
export { readStanding } from './read-standing.ts';
export { replayRules } from './replay-rules.ts';
export { schedulePlan } from './schedule-plan.ts';
