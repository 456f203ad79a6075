/** A made-up plan of about `bytes` UTF-8 bytes: headings, numbered tasks, responsibility, dates and aims in turn. */
export function planOfSize(bytes: number): string {
  const lines: string[] = [
    '某市产业协同发展三年行动计划（2024—2026年）',
    '',
    '为落实部署，制定本计划。',
    '一、主要目标',
    '到2026年，全市规模以上工业增加值年均增长6%以上，新增高新技术企业300家。',
  ];
  let size = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const numerals = '一二三四五六七八九十';
  for (let i = 0; size < bytes; i++) {
    if (i % 40 === 0) {
      const heading = `${numerals[2 + ((i / 40) % 7)]}、推进重点领域工作第${i / 40 + 1}组`;
      lines.push(heading);
      size += Buffer.byteLength(heading) + 1;
    }
    const date = ['2025年6月底前', '到2026年', '年底前', '尽快'][i % 4] ?? '';
    const row = `${(i % 40) + 1}.完善科技成果转化机制第${i}项。${date}，建成概念验证中心${(i % 9) + 2}个，推动企业研发投入占比达到${(i % 7) + 3}%以上，支持《产业创新发展办法》落地，强化要素保障和人才服务，促进产业链上下游协同。${i % 3 === 0 ? '' : '（牵头单位：市科技局；配合单位：市财政局、市发展改革委，各县（市、区）政府）'}`;
    lines.push(row);
    size += Buffer.byteLength(row) + 1;
  }
  return lines.join('\n');
}
