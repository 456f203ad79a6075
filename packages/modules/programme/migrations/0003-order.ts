import type { Migration } from '@qipan/kernel';

/** A task stands in the order of the document that it last came from; its number stays what it was. */
export const order: Migration = {
  number: 3,
  name: 'the document in whose order a task stands',
  up: `
alter table programme.task add column series int;
update programme.task t set series = coalesce((select d.serial from documents.document d where d.id = t.document_id), 1000000000);
alter table programme.task alter column series set not null;
create index on programme.task (series, position, number);
`,
  down: `
alter table programme.task drop column series;
`,
};
