import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import { askFolder, type ControlHandler, type ControlReply, type Scope } from '@qipan/storage';
import { z } from 'zod';
import { type AuditHead, type AuditReport, readHeads, verifyAudit } from '../audit.ts';
import { type BackupTarget, type MadeBackup, writeChecked } from './make-backup.ts';
import { backupFiles, type BackupParts, backupTables } from './write-backup.ts';

const owner: Scope = { role: 'owner', settings: {} };
const headsSchema = z.array(z.object({ chain: z.string(), seq: z.number().int(), hash: z.string() }));
const refusalSchema = z.object({
  ok: z.literal(false),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
const answerSchema = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), refusalSchema]);

/** What the process that holds a folder does for the command line: backup and the questions on the audit. */
export function answerCommands(parts: BackupParts, directory: string): ControlHandler {
  let backing = false;
  return async (request, reply) => {
    if (request.command === 'audit-head') return reply.line(ok(await parts.store.read(owner, readHeads)));
    if (request.command === 'verify-audit') {
      const held = headsSchema.nullable().safeParse(request.values.held);
      if (!held.success) return reply.line(refuse('storage.control-refused', {}));
      return reply.line(ok(await parts.store.read(owner, (db) => verifyAudit(db, held.data))));
    }
    if (request.command !== 'backup') return reply.line(refuse('storage.control-refused', {}));
    if (backing) return reply.line(refuse('backup.running', {}));
    backing = true;
    try {
      await stream(parts, path.join(directory, '.backup-spool'), reply);
    } finally {
      backing = false;
    }
  };
}

/** The tables go to the disk first: the database is free again before the caller has taken the first byte. */
async function stream(parts: BackupParts, spool: string, reply: ControlReply): Promise<void> {
  try {
    const handle = await open(spool, 'w', 0o600);
    const tables = await backupTables(parts, async (bytes) => void (await handle.writeFile(bytes))).finally(() =>
      handle.close(),
    );
    await reply.line(ok(null));
    for await (const chunk of createReadStream(spool)) await reply.write(chunk);
    await rm(spool, { force: true });
    await backupFiles(parts, tables, (bytes) => reply.write(bytes));
  } finally {
    await rm(spool, { force: true });
  }
}

/** Backs up a folder that another process holds, through that process. */
export function backupHeld(directory: string, target: BackupTarget): Promise<Outcome<MadeBackup>> {
  return writeChecked(target, async (sink) => {
    const answer = await ask(directory, 'backup', {});
    if (!answer.ok) return answer;
    for await (const chunk of answer.value.bytes) await sink(chunk);
    return ok(null);
  });
}

export async function readHeldHeads(directory: string): Promise<Outcome<AuditHead[]>> {
  const answer = await ask(directory, 'audit-head', {});
  return answer.ok ? ok(headsSchema.parse(answer.value.value)) : answer;
}

const reportSchema: z.ZodType<AuditReport> = z.object({
  chains: headsSchema,
  entries: z.number().int(),
  fault: z
    .object({
      chain: z.string(),
      seq: z.number().int(),
      what: z.enum(['edited', 'removed', 'out-of-order', 'cut', 'rewritten', 'head-differs']),
    })
    .nullable(),
  proved: z.enum(['continuity', 'complete']),
});

export async function verifyHeldAudit(
  directory: string,
  held: readonly AuditHead[] | null,
): Promise<Outcome<AuditReport>> {
  const answer = await ask(directory, 'verify-audit', { held });
  return answer.ok ? ok(reportSchema.parse(answer.value.value)) : answer;
}

async function ask(
  directory: string,
  command: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Outcome<{ value: unknown; bytes: AsyncIterable<Uint8Array> }>> {
  const answered = await askFolder(directory, { command, values });
  if (!answered.ok) return answered;
  const line = answerSchema.safeParse(answered.value.line);
  if (!line.success) return refuse('storage.control-silent', { directory });
  return line.data.ok ? ok({ value: line.data.value, bytes: answered.value.bytes }) : line.data;
}
