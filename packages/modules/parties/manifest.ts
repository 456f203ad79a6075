import { type Manifest, roles } from '@qipan/kernel';
import { units } from './migrations/0001-units.ts';
import { addUnits } from './operations/add-units.ts';
import { changeUnit } from './operations/change-unit.ts';
import { listUnitsOperation } from './operations/list-units.ts';
import { readUnit } from './operations/read-unit.ts';

export const manifest: Manifest = {
  name: 'parties',
  title: { zh: '单位', en: 'Parties' },
  uses: [],
  permissions: { 'parties.read': roles, 'parties.manage': ['administrator'] },
  operations: [listUnitsOperation, readUnit, addUnits, changeUnit],
  migrations: [units],
  messages: {
    'parties.unknown-unit': {
      zh: { because: '没有这个单位。', remedy: '请刷新单位列表。' },
      en: { because: 'There is no such unit.', remedy: 'Refresh the list of units.' },
    },
    'parties.real-register': {
      zh: { because: '单位名录是真实数据，演示账号不能改动。', remedy: '请用真实的管理员账号修改。' },
      en: {
        because: 'The register of units is real data; a demonstration account cannot change it.',
        remedy: 'Use a real administrator account.',
      },
    },
    'parties.name-taken': {
      zh: { because: '同一地区已有名为“{name}”的单位。', remedy: '请核对是否重复；如是另一个单位，请写全称。' },
      en: {
        because: 'A unit named "{name}" is there already in that region.',
        remedy: 'Check whether it is the same; if not, give the full name.',
      },
    },
    'parties.unknown-region': {
      zh: { because: '没有代码为“{code}”的地区。', remedy: '请从地区列表中选择。' },
      en: { because: 'There is no region with the code "{code}".', remedy: 'Choose one from the list of regions.' },
    },
  },
};
