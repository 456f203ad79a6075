import { createHash } from 'node:crypto';
import { addPersonRows, type Host } from '@qipan/host';
import type { Role } from '@qipan/kernel';
import type { FastifyInstance } from 'fastify';

let count = 0;

/** A person of a role, signed in by the link that an administrator would have sent; returns the session cookie. */
export async function signedInAs(
  app: FastifyInstance,
  host: Host,
  role: Role,
  options: { where?: string } = {},
): Promise<{ cookie: string; personId: string; login: string }> {
  count += 1;
  const unit = unitIn(host, options.where ?? 'city');
  const login = `${role}-${count}`;
  const person = { name: `${role}${count}`, login, phone: '', unitId: unit.id, role };
  const seed = createHash('sha256').update(login).digest('hex');
  const demonstration = options.where === 'demonstration';
  const made = await addPersonRows(host, { person, unit, demonstration, seed });
  if (!made) throw new Error(`${login} is there already`);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/link',
    payload: { token: made.linkToken, password: 'kite over the river 7' },
    headers: { host: 'qipan.test', origin: 'http://qipan.test' },
  });
  const given = [answer.headers['set-cookie']].flat()[0] ?? '';
  return { cookie: String(given).split(';')[0] ?? '', personId: made.personId, login };
}

/** A unit of the city, of one of its counties, or of the partner across the border. */
function unitIn(host: Host, where: string): { id: string; name: string; regionCode: string } {
  const { regions, regionCode, units } = host.place;
  const county = regions.find((region) => region.parent === regionCode)?.code;
  const partner = regions.find((region) => region.partner && region.level !== 'province')?.code;
  const code = where === 'county' ? county : where === 'partner' ? partner : regionCode;
  const unit = units.find((entry) => entry.regionCode === code);
  if (!code) throw new Error(`the place has no ${where}`);
  return unit ?? { id: `unit-of-${code}`, name: `单位${code}`, regionCode: code };
}
