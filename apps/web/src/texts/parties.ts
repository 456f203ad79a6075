import type { Texts } from './texts.ts';

/** Texts of units. */
export const partiesTexts = {
  unitName: ['单位名称', 'Unit'],
  searchUnits: ['搜索单位、别名、职能', 'Search units, names, duties'],
  addUnit: ['添加单位', 'Add a unit'],
  aliases: ['别名', 'Other names'],
  duties: ['职能', 'Duties'],
  region: ['地区', 'Region'],
  contactName: ['联络员', 'Contact person'],
  active: ['在用', 'Active'],
  pressToEdit: ['编辑', 'Edit'],
} as const satisfies Texts;
