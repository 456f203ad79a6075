import type { MessageCatalogue } from '@qipan/kernel';

export const compareMessages: MessageCatalogue = {
  'compare.too-many-rows': {
    zh: { because: '一份文件有 {rows} 行，超过比较的上限 {limit} 行。', remedy: '请分章节导入后再比较。' },
    en: {
      because: 'One document has {rows} rows, more than the limit of {limit}.',
      remedy: 'Import it by chapters and compare those.',
    },
  },
  'compare.same-id': {
    zh: { because: '同一版本里有两行的标识相同。', remedy: '请检查传入的数据。' },
    en: { because: 'Two rows of one version have the same id.', remedy: 'Check the data that was given.' },
  },
};
