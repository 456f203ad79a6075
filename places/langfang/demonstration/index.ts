import { planDocument } from './plan-document.ts';
import { people } from './people.ts';

/** What this place shows of the product: made up in kind, kept apart from everything real. */
export const demonstration = {
  people,
  document: async () => ({
    name: '演示-廊坊市深入推进京津冀协同发展重点任务分工方案.docx',
    bytes: await planDocument(),
  }),
};
