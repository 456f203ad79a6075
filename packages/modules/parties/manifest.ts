import { defineFigure, defineManifest, roles } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { units } from './migrations/0001-units.ts';
import { unitHistory } from './migrations/0002-history.ts';
import { listUnits } from './store.ts';
import * as operations from './operations/index.ts';

export const manifest = defineManifest({
  name: 'parties',
  title: { zh: '单位', en: 'Parties' },
  uses: [],
  permissions: { 'parties.read': roles, 'parties.manage': ['administrator'] },
  operations: Object.values(operations),
  migrations: [units, unitHistory],
  events: [
    {
      name: 'parties.unit-ended',
      title: { zh: '单位合并或撤销', en: 'A unit was merged or abolished' },
      payload: z.object({ unitId: z.string(), successorId: z.string().nullable() }),
    },
  ],
  figures: [
    defineFigure({
      name: 'parties.units',
      title: { zh: '在册单位', en: 'Units in the register' },
      unit: { zh: '个', en: 'units' },
      basis: { zh: '名录中未停用、未撤并的单位', en: 'Units of the register that are active' },
      tables: ['parties.unit'],
      async read({ db }: { db: Db<never> }) {
        return (await listUnits(db)).filter((unit) => unit.active).length;
      },
    }),
  ],
  tables: {
    'parties.unit': {
      title: { zh: '单位', en: 'Unit' },
      label: 'name',
      columns: {
        name: { zh: '名称', en: 'Name' },
        aliases: { zh: '别名', en: 'Aliases' },
        duties: { zh: '职能', en: 'Duties' },
        kind: { zh: '性质', en: 'Kind' },
        contact_name: { zh: '联络员', en: 'Contact' },
        contact_phone: { zh: '电话', en: 'Phone' },
        active: { zh: '启用', en: 'Active' },
        ended_on: { zh: '终止日期', en: 'Ended on' },
        successor_id: { zh: '承继单位', en: 'Successor' },
      },
    },
    'parties.unit_change': {
      title: { zh: '单位沿革', en: 'History of a unit' },
      label: 'former_name',
      columns: { what: { zh: '变更', en: 'Change' }, basis: { zh: '依据', en: 'Basis' } },
    },
  },
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
      zh: {
        because: '“{name}”已是单位“{unit}”的名称或别名；两个单位同名，文件上印的名称就分不清是谁。',
        remedy: '请核对是否同一个单位；如是另一个单位，请写全称，或先从原单位去掉这个别名。',
      },
      en: {
        because: '"{name}" is a name of the unit "{unit}" already; a name that two units have is read as neither.',
        remedy:
          'Check whether it is the same unit; if not, give the full name, or take the name from the other one first.',
      },
    },
    'parties.bad-successor': {
      zh: { because: '“{name}”不能承继：是本单位，或已停用。', remedy: '请另选一个在用的单位。' },
      en: {
        because: '"{name}" cannot be the successor: it is the unit itself or not active.',
        remedy: 'Choose an active unit.',
      },
    },
    'parties.not-yet': {
      zh: {
        because: '生效日期 {on} 在今天（{today}）之后；登记后立即生效，还不能登记。',
        remedy: '请到生效当天再登记，或核对日期。',
      },
      en: {
        because: 'The day {on} is after today ({today}); a change takes effect at once and cannot be recorded yet.',
        remedy: 'Record it on that day, or check the date.',
      },
    },
    'parties.unit-ended': {
      zh: { because: '“{name}”已经合并或撤销。', remedy: '请在承继单位上办理。' },
      en: { because: '"{name}" has been merged or abolished.', remedy: 'Do it on its successor.' },
    },
    'parties.no-unit-column': {
      zh: {
        because: '表里没有“单位名称”这一列。',
        remedy: '请在表头写“单位名称”，其余可有：地区、别名、职能、性质、联络员、联系电话。',
      },
      en: {
        because: 'The sheet has no column 单位名称.',
        remedy: 'Name the column 单位名称; others may be 地区, 别名, 职能, 性质, 联络员, 联系电话.',
      },
    },
    'parties.empty-sheet': {
      zh: { because: '表头下面没有单位。', remedy: '请填好后再导入。' },
      en: { because: 'There is no unit below the head row.', remedy: 'Fill it in and import again.' },
    },
    'parties.unknown-region': {
      zh: { because: '没有代码为“{code}”的地区。', remedy: '请从地区列表中选择。' },
      en: { because: 'There is no region with the code "{code}".', remedy: 'Choose one from the list of regions.' },
    },
  },
});
