import type { Migration } from '@qipan/kernel';

/** The handler of an event sees which tasks live: an administrator ends a unit, but does not read tasks. */
export const living: Migration = {
  number: 4,
  name: 'handlers see which tasks live',
  up: `
create policy handler on programme.task for select using (host.handles('programme'));
`,
  down: `
drop policy handler on programme.task;
`,
};
