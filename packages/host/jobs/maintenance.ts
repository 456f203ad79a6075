import { defineJob, type JobDefinition, ok } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import { answerDays } from '../run/idempotency.ts';
import { identityScope } from '../scope.ts';
import type { HostJobPorts } from './host-job-ports.ts';
import { sweepFiles } from './sweep-files.ts';

const day = 86_400_000;
/** How long notifications stay, and ended jobs. */
const noticeDays = 365;
const jobDays = 90;

/** Deletes what has served its time: ended sessions and links, answers of idempotency keys, old notifications and ended jobs. */
const prune = defineJob({
  name: 'host.prune',
  title: { zh: '清理过期会话、链接和提醒', en: 'Delete what has expired' },
  input: z.object({}),
  permission: 'host.maintain',
  attempts: 3,
  async run(ports) {
    const { parts } = ports as HostJobPorts;
    const before = (days: number) => new Date(Date.parse(parts.now()) - days * day).toISOString();
    const deleted = await parts.store.write(identityScope(''), async (db) => {
      const gone = [
        await sql`delete from host.session where expires_at < ${parts.now()} returning 1`.execute(db),
        await sql`delete from host.link where expires_at < ${parts.now()} or used_at < ${before(jobDays)} returning 1`.execute(
          db,
        ),
        await sql`delete from host.idempotency where at < ${before(answerDays)} returning 1`.execute(db),
        await sql`delete from host.notice where at < ${before(noticeDays)} returning 1`.execute(db),
        await sql`delete from host.job where ended_at < ${before(jobDays)} returning 1`.execute(db),
      ];
      return gone.reduce((sum, rows) => sum + rows.rows.length, 0);
    });
    return ok({ deleted });
  },
});

export const maintenanceJobs: readonly JobDefinition[] = [prune, sweepFiles];
