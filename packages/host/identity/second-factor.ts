import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';

/** RFC 6238 with what every authenticator app expects: SHA-1, 6 digits, 30 seconds. */
const periodMs = 30_000;

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Qipan',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: periodMs / 1_000,
    secret: Secret.fromBase32(secret),
  });
}

/** A new secret (RFC 4226 §4: 160 bits, here from a random id of 130) and the address that an app reads it from. */
export function newSecret(login: string, id: string): { secret: string; address: string } {
  const bytes = createHash('sha256').update(id).digest().subarray(0, 20);
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
  return { secret, address: totpOf(secret, login).toString() };
}

/** The time step that a code stands for, one step of clock drift to either side; null when it is wrong. */
export function stepOf(secret: string, code: string, now: string): number | null {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = Date.parse(now);
  const delta = totpOf(secret, '').validate({ token: digits, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / periodMs) + delta;
}

/** Uses a code up: right, and later than any that was used before. */
export async function useCode(parts: HostParts, personId: string, code: string): Promise<boolean> {
  return parts.store.write(identityScope(''), async (db) => {
    const found = await sql<{
      secret: string | null;
    }>`select totp_secret as secret from host.account where id = ${personId}`.execute(db);
    const secret = found.rows[0]?.secret ?? null;
    const step = secret === null ? null : stepOf(secret, code, parts.now());
    if (step === null) return false;
    const used =
      await sql`update host.account set totp_last_step = ${step} where id = ${personId} and totp_last_step < ${step} returning id`.execute(
        db,
      );
    return used.rows.length > 0;
  });
}
