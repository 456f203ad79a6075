import { defineCommand, defineQuery, type Manifest, ok, type PlaceTables, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import { z } from 'zod';

/** A small made-up place and module: what tests of the host run on. */
export const samplePlace: PlaceTables = {
  name: '甲市',
  regionCode: '990100',
  regions: [
    { code: '990000', name: '甲省', parent: null, level: 'province', partner: false },
    { code: '990100', name: '甲市', parent: '990000', level: 'city', partner: false },
    { code: '990101', name: '乙县', parent: '990100', level: 'county', partner: false },
    { code: '990102', name: '丙县', parent: '990100', level: 'county', partner: false },
    { code: '990101001', name: '丁镇', parent: '990101', level: 'township', partner: false },
    { code: '980100', name: '戊区', parent: null, level: 'county', partner: true },
  ],
  units: [{ id: 'office', regionCode: '990100', name: '改革办', aliases: [], duties: ['改革'], kind: 'party' }],
};

export const note: Manifest = {
  name: 'note',
  title: { zh: '便条', en: 'Notes' },
  uses: [],
  permissions: {
    'note.read': ['reform-office', 'responsible-unit', 'leader', 'auditor'],
    'note.write': ['reform-office'],
  },
  messages: {},
  migrations: [
    {
      number: 1,
      name: 'notes',
      up: `create schema note; grant usage on schema note to qipan_app;
        create table note.note (id text primary key, version int not null, region_code text not null references host.region (code), demonstration boolean not null, unit_ids jsonb not null, text text not null, extra jsonb);
        grant select, insert, update, delete on note.note to qipan_app;
        alter table note.note enable row level security;
        create policy readers on note.note for select using (host.same_realm(demonstration) and ((host.reads_by_region() and host.region_within(region_code)) or (host.setting_text('role') <> 'administrator' and unit_ids ? host.setting_text('unit'))));
        create policy office on note.note using (host.setting_text('role') = 'reform-office' and host.same_realm(demonstration) and host.region_within(region_code)) with check (host.setting_text('role') = 'reform-office' and host.same_realm(demonstration) and host.region_within(region_code));`,
      down: 'drop schema note cascade;',
    },
  ],
  operations: [
    defineCommand({
      name: 'note.write-note',
      title: { zh: '写便条', en: 'Write a note' },
      kind: 'command',
      permission: 'note.write',
      input: z.object({
        id: z.string().optional(),
        version: z.number().int().default(0),
        text: z.string().min(1),
        regionCode: z.string().optional(),
        unitIds: z.array(z.string()).default([]),
      }),
      output: z.object({ id: z.string() }),
      async read() {
        return ok({});
      },
      decide(_facts, input, context) {
        if (input.text === 'refuse me') return refuse('host.busy', {});
        const id = input.id ?? context.newId();
        const values = { text: input.text };
        const place = {
          region_code: input.regionCode ?? context.actor.regionCode,
          demonstration: context.actor.demonstration,
          unit_ids: input.unitIds,
          extra: { long: [1, 'ü', null] },
        };
        const change =
          input.version > 0
            ? ({ op: 'update', table: 'note.note', id, version: input.version, values } as const)
            : ({ op: 'insert', table: 'note.note', id, values: { ...place, ...values } } as const);
        return ok({ changes: [change], restsOn: [], files: [], subject: '便条', result: { id } });
      },
    }),
    defineQuery({
      name: 'note.list-notes',
      title: { zh: '便条列表', en: 'List notes' },
      kind: 'query',
      permission: 'note.read',
      input: z.object({}),
      output: z.object({
        notes: z.array(z.object({ id: z.string(), version: z.number(), regionCode: z.string(), text: z.string() })),
      }),
      async read(ports: { db: Db<never> }) {
        const found = await sql<{
          id: string;
          version: number;
          regionCode: string;
          text: string;
        }>`select id, version, region_code as "regionCode", text from note.note order by id`.execute(ports.db);
        return ok({ notes: found.rows });
      },
    }),
  ],
};

export const officer = {
  personId: 'p1',
  personName: '甲',
  postId: 'o1',
  role: 'reform-office',
  unitId: 'office',
  unitName: '改革办',
  regionCode: '990100',
  demonstration: false,
} as const;
