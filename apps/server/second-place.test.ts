import { checkPlace } from '@qipan/host';
import { type Opened, openModules } from '@qipan/host/testing';
import * as langfang from '@qipan/place-langfang';
import { readDocument, readWorkbook } from '@qipan/formats';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createServer } from './server.ts';
import * as madeUp from './testing/made-up-place/index.ts';
import { signedInAs } from './testing/signed-in.ts';

let opened: Opened;
let app: FastifyInstance;
beforeAll(async () => {
  opened = await openModules(madeUp.place);
  app = await createServer(opened.host, { loopback: true });
});
afterAll(async () => {
  await app.close();
  await opened.close();
});

const plan = [
  '云岭市推进协作工作方案',
  '一、推动产业协作',
  '1.建成承接园区3个。（牵头单位：市商务局；配合单位：松溪区；完成时限：2026年12月底前）',
  '2.印发合作办法。（牵头单位：市发展改革委；配合单位：望江市；完成时限：2026年9月底前）',
].join('\n');

/** Names of the place that comes with the product, long enough to stand for nothing else. */
const names = [langfang.place.name, ...langfang.place.regions.map((region) => region.name)].filter(
  (name) => name.length >= 3,
);
const expectNoName = (text: string) => expect(names.filter((name) => text.includes(name))).toEqual([]);

describe('another place', () => {
  test('runs the main job from document to files, and nothing in it knows the first place', async () => {
    const { cookie } = await signedInAs(app, opened.host, 'reform-office');
    const call = (name: string, payload: object) =>
      app.inject({ method: 'POST', url: `/api/${name.replace('.', '/')}`, payload, headers: { cookie } });
    const { documentId } = z
      .object({ documentId: z.string() })
      .parse((await call('documents.import-document', { text: plan })).json());
    const read = z
      .object({
        rows: z.array(
          z.object({
            id: z.string(),
            version: z.number(),
            item: z.object({ deadline: z.object({ date: z.string() }) }),
          }),
        ),
      })
      .parse((await call('documents.read-document', { documentId })).json());
    expect(read.rows.map((row) => row.item.deadline.date)).toEqual(['2026-12-31', '2026-09-30']);
    await call('programme.confirm-rows', { documentId, rows: read.rows.map(({ id, version }) => ({ id, version })) });
    const tasks = (await call('programme.list-tasks', {})).json().tasks;
    expect(tasks).toMatchObject([
      { lead: [{ unitIds: ['commerce'] }], support: [{ unitIds: ['songxi'] }], regionCode: '990100' },
      { lead: [{ unitIds: ['planning'] }], support: [{ unitIds: ['wangjiang'] }] },
    ]);
    const sheet = readWorkbook({ bytes: (await call('programme.export-tasks', {})).rawPayload });
    expectNoName(JSON.stringify(sheet.ok ? sheet.value.sheets : null));
    for (const name of ['programme.export-plan', 'programme.export-lists-document']) {
      const document = await readDocument({ fileName: 'a.docx', bytes: (await call(name, {})).rawPayload });
      expect(JSON.stringify(document)).toContain('云岭市');
      expectNoName(JSON.stringify(document));
    }
    expectNoName((await app.inject({ url: '/api/catalogue', headers: { cookie } })).body);
    expectNoName((await app.inject({ url: '/openapi.json' })).body);
    expectNoName((await app.inject({ url: '/api/session' })).body);
  });

  test('its own people see their rows: county by name, partner by name, and no region of the first place exists', async () => {
    const county = await signedInAs(app, opened.host, 'responsible-unit', { where: 'county' });
    const listed = await app.inject({
      method: 'POST',
      url: '/api/programme/list-tasks',
      payload: {},
      headers: { cookie: county.cookie },
    });
    expect(listed.json().tasks).toHaveLength(1);
    const regions = opened.host.place.regions.map((region) => region.code);
    expect(regions.some((code) => langfang.place.regions.some((region) => region.code === code))).toBe(false);
  });
});

describe('the check of a place', () => {
  test('finds nothing wrong with either place', () => {
    for (const module of [langfang, madeUp])
      expect(checkPlace({ ...module }).filter((entry) => entry.severity === 'error')).toEqual([]);
  });

  test('says what is wrong and what is missing', () => {
    const { place } = madeUp;
    const broken = {
      ...place,
      regionCode: '991234',
      regions: [
        ...place.regions,
        { code: '12', name: '错', parent: '77', level: 'county', partner: false },
        place.regions[1],
      ],
      units: [
        ...place.units,
        { ...place.units[1], aliases: ['市商务局'] },
        { ...place.units[2], id: 'other', regionCode: '000000' },
      ],
    };
    const said = checkPlace({ place: broken })
      .map((entry) => `${entry.severity} ${entry.where} ${entry.what}`)
      .join('\n');
    for (const part of [
      '991234 不在地区表里',
      '代码应为',
      '上级 77 不在表里',
      '代码重复',
      '标识重复',
      '地区 000000 不在地区表里',
      '都用这个名字',
      '没有演示',
    ])
      expect(said).toContain(part);
    // A parent that is not there is that fault alone.
    expect(said).not.toContain('环');
    const blanks = {
      ...place,
      regions: place.regions.map((region, index) => (index === 1 ? { ...region, name: `${region.name} ` } : region)),
      units: place.units.map((unit, index) => (index === 1 ? { ...unit, aliases: ['　某局'] } : unit)),
    };
    const blank = checkPlace({ place: blanks }).filter((entry) => entry.what.includes('前后有空格'));
    expect(blank.map((entry) => [entry.severity, entry.where.split(' ')[0]])).toEqual([
      ['error', 'regions'],
      ['error', 'units'],
    ]);
    expect(checkPlace({})).toMatchObject([{ severity: 'error', where: 'place' }]);
    const ring = {
      ...place,
      regions: place.regions.map((region) => (region.code === '990100' ? { ...region, parent: '990121' } : region)),
    };
    const inRing = checkPlace({ place: ring }).filter((entry) => entry.what.includes('环'));
    expect(inRing.map((entry) => entry.where.split(' ')[1]).sort()).toEqual(['990100', '990121']);
  });
});
