import { type BlockSpec, writeNumberedDocument } from '@qipan/formats';
import { planFronts, type PlanOrder } from './plan.ts';

/** The order with its closing bracket of responsibility, as such plans print it. */
function orderText(order: PlanOrder): string {
  const parts = [
    order.lead.length > 0 ? `牵头单位：${order.lead.join('、')}` : '',
    order.support.length > 0 ? `配合单位：${order.support.join('、')}` : '',
    order.due === '' ? '' : `完成时限：${order.due}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? `${order.text}（${parts.join('；')}）` : order.text;
}

/** The demonstration plan as a Word file with automatic numbering, the way an office would send it. */
export async function planDocument(): Promise<Uint8Array> {
  const blocks: BlockSpec[] = [
    {
      kind: 'paragraph',
      text: '为深入推进京津冀协同发展各项改革任务落地落实，明确责任、倒排工期，制定本分工方案。本方案为软件演示而编写，单位分工和时限均为虚构，不是任何机关的文件。',
    },
    ...planFronts.flatMap((front): BlockSpec[] => [
      { kind: 'heading', level: 0, text: front.heading },
      ...front.measures.flatMap((measure): BlockSpec[] => [
        { kind: 'heading', level: 1, text: measure.heading },
        ...measure.orders.map((order): BlockSpec => ({ kind: 'heading', level: 2, text: '', rest: orderText(order) })),
      ]),
    ]),
  ];
  return writeNumberedDocument({
    title: ['廊坊市深入推进京津冀协同发展', '重点任务分工方案（2026—2027年）'],
    number: '演示〔2026〕1号',
    recipients: '各县（市、区）政府，廊坊开发区管委会、廊坊临空经济区管委会，市直各部门：',
    header: '演示',
    blocks,
    closing: { offices: ['软件演示编写组'], date: '2026年1月8日' },
  });
}
