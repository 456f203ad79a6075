import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { ok, type Outcome, refuse } from '@qipan/kernel';

/** scrypt with N = 2^15, r = 8, p = 1: 32 MB and some 80 ms a guess (OWASP Password Storage Cheat Sheet lists this cost). */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const keyBytes = 32;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** `scrypt$salt$key`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Takes the same time for a person without a password as for a wrong one. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [kind, salt, key] = (stored ?? `scrypt$${randomBytes(16).toString('base64')}$`).split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64'));
  const expected = Buffer.from(key, 'base64');
  return expected.length === derived.length && timingSafeEqual(derived, expected) && stored !== null;
}

const common = ['password', 'qwertyuiop', '1234567890', '0123456789', 'abcdefghij', 'admin', 'qipan'];

/** Length 10 to 200, two kinds of characters, without the login, not a common one with digits around it, not one character repeated. */
export function checkPassword(password: string, login: string): Outcome<string> {
  const weak = (detail: string, detailEn: string) => refuse('host.weak-password', { detail, detailEn }, 'password');
  if (password.length < 10) return weak('少于 10 个字符', 'shorter than 10 characters');
  if (password.length > 200) return weak('超过 200 个字符', 'longer than 200 characters');
  const kinds = [/\p{L}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  if (kinds < 2) return weak('只有一类字符', 'only one kind of characters');
  const folded = password.toLowerCase();
  if (login.length >= 3 && folded.includes(login.toLowerCase())) return weak('含有用户名', 'holds the user name');
  if (new Set(folded).size < 5) return weak('重复字符太多', 'too many repeated characters');
  if (common.includes(folded.replace(/^[\d\W_]+|[\d\W_]+$/g, ''))) return weak('是常见密码', 'a common password');
  return ok(password);
}
