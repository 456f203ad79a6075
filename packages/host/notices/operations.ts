import { defineCommand, defineQuery, ok, type RowChange, refuse } from '@qipan/kernel';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { chainOf } from '../scope.ts';
import { readNotices } from '../notice-store.ts';

const noticeSchema = z.object({
  id: z.string(),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string(),
  at: z.string(),
  seen: z.boolean(),
});

const limit = 200;

const listNotices = defineQuery({
  name: 'host.list-notices',
  title: { zh: '我的提醒', en: 'My notifications' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({ notices: z.array(noticeSchema), unseen: z.number().int() }),
  async read({ db }: HostReadPorts, _input, { actor, place }) {
    const notices = await readNotices(db, { actor, chain: chainOf(place, actor), limit });
    return ok({ notices, unseen: notices.filter((notice) => !notice.seen).length });
  },
});

const seeNotices = defineCommand({
  name: 'host.see-notices',
  title: { zh: '标为已读', en: 'Mark notifications as seen' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ noticeIds: z.array(z.string()).min(1).max(limit) }),
  output: z.object({ seen: z.number().int() }),
  async read({ db }: HostReadPorts, { noticeIds }, { actor, place }) {
    const own = await readNotices(db, { actor, chain: chainOf(place, actor), limit });
    const asked = new Set(noticeIds);
    const fresh = own.filter((notice) => asked.has(notice.id) && !notice.seen);
    return fresh.length > 0 || own.some((notice) => asked.has(notice.id)) ? ok(fresh) : refuse('host.unknown-notice');
  },
  decide(fresh, _input, { actor, now }) {
    const changes = fresh.map(
      (notice): RowChange => ({
        op: 'insert',
        table: 'host.notice_seen',
        id: `${notice.id}:${actor.personId}`,
        values: { notice_id: notice.id, person_id: actor.personId, at: now },
      }),
    );
    return ok({
      changes,
      restsOn: [],
      files: [],
      subject: `已读提醒 ${fresh.length} 条`,
      result: { seen: fresh.length },
    });
  },
});

export const noticeOperations = [listNotices, seeNotices] as const;
