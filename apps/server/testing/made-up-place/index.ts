import type { PlaceTables } from '@qipan/kernel';

/** A small city that does not exist: what the product knows of a place comes from such a folder alone. */
export const place: PlaceTables = {
  name: '云岭市',
  regionCode: '990100',
  regions: [
    { code: '990000', name: '天南省', parent: null, level: 'province', partner: false },
    { code: '990100', name: '云岭市', parent: '990000', level: 'city', partner: false },
    { code: '990102', name: '松溪区', parent: '990100', level: 'county', partner: false },
    { code: '990121', name: '白鹭县', parent: '990100', level: 'county', partner: false },
    { code: '990121100', name: '石桥镇', parent: '990121', level: 'township', partner: false },
    { code: '980000', name: '海北省', parent: null, level: 'province', partner: true },
    { code: '980200', name: '望江市', parent: '980000', level: 'city', partner: true },
  ],
  units: [
    {
      id: 'reform',
      regionCode: '990100',
      name: '市委改革办',
      aliases: ['改革办'],
      duties: ['全面深化改革', '督察'],
      kind: 'party',
    },
    {
      id: 'planning',
      regionCode: '990100',
      name: '市发展和改革委员会',
      aliases: ['市发展改革委'],
      duties: ['规划', '项目审批'],
      kind: 'government',
    },
    {
      id: 'commerce',
      regionCode: '990100',
      name: '市商务局',
      aliases: [],
      duties: ['招商引资', '对外贸易'],
      kind: 'government',
    },
    { id: 'songxi', regionCode: '990102', name: '松溪区政府', aliases: ['松溪区'], duties: [], kind: 'region' },
    { id: 'bailu', regionCode: '990121', name: '白鹭县政府', aliases: ['白鹭县'], duties: [], kind: 'region' },
    { id: 'wangjiang', regionCode: '980200', name: '望江市政府', aliases: ['望江市'], duties: [], kind: 'region' },
  ],
};
