import { checkValue, isCollective, type PlaceTables, type PlaceUnit, type Region, roles } from '@qipan/kernel';
import { z } from 'zod';

/** Something about a place's tables: what keeps the product from running on it, or what an office would miss. */
export interface PlaceFinding {
  readonly severity: 'error' | 'advice';
  /** Which table, which entry. */
  readonly where: string;
  readonly what: string;
}

const regionSchema = z.object({
  code: z.string(),
  name: z.string().min(1),
  parent: z.string().nullable(),
  level: z.enum(['province', 'city', 'county', 'township', 'zone']),
  partner: z.boolean(),
});
const unitSchema = z.object({
  id: z.string().min(1),
  regionCode: z.string(),
  name: z.string().min(2),
  aliases: z.array(z.string()),
  duties: z.array(z.string()),
  kind: z.enum(['party', 'government', 'region', 'zone', 'enterprise', 'other']),
});
const moduleSchema = z.object({
  place: z.object({
    name: z.string().min(2),
    regionCode: z.string(),
    regions: z.array(regionSchema).min(1),
    units: z.array(unitSchema).min(1),
  }),
  demonstration: z
    .object({
      people: z.array(z.object({ name: z.string(), login: z.string(), role: z.enum(roles), unitId: z.string() })),
      document: z.function(),
    })
    .optional(),
});

/** Everything that is wrong with, or missing from, what a place's `index.ts` exports. O(regions + units). */
export function checkPlace(exported: unknown): PlaceFinding[] {
  const checked = checkValue(moduleSchema, exported);
  if (!checked.ok) return checked.faults.map(({ path, words }) => wrong(path.join('.') || 'index.ts', words.zh));
  const { place, demonstration } = checked.value;
  return [
    ...checkBlanks(place),
    ...checkRegions(place.regions, place.regionCode),
    ...checkUnits(place.units, place),
    ...checkAliases(place.units),
    ...checkPeople(demonstration?.people ?? null, place.units),
  ];
}

const finding =
  (severity: PlaceFinding['severity']) =>
  (where: string, what: string): PlaceFinding => ({ severity, where, what });
const wrong = finding('error');
const advise = finding('advice');

function checkRegions(regions: readonly Region[], own: string): PlaceFinding[] {
  const findings: PlaceFinding[] = [];
  const codes = new Set<string>();
  for (const { code, parent, name } of regions) {
    const where = `regions ${code} ${name}`;
    if (!/^\d{6}(\d{3}|\d{6})?$/.test(code))
      findings.push(wrong(where, '代码应为 6、9 或 12 位数字（GB/T 2260、统计用区划代码）'));
    if (codes.has(code)) findings.push(wrong(where, '代码重复'));
    codes.add(code);
    if (parent !== null && !regions.some((region) => region.code === parent))
      findings.push(wrong(where, `上级 ${parent} 不在表里`));
  }
  const parents = new Map(regions.map((region) => [region.code, region.parent]));
  for (const { code, name } of regions)
    if (isInRing(code, parents)) findings.push(wrong(`regions ${code} ${name}`, '上级关系成环'));
  if (!codes.has(own)) findings.push(wrong('regionCode', `${own} 不在地区表里`));
  if (!regions.some((region) => region.parent === own)) findings.push(advise('regions', '本级之下没有县（市、区）'));
  if (!regions.some((region) => region.level === 'township' || region.level === 'zone'))
    findings.push(advise('regions', '没有乡镇、街道和开发区：任务不能分解到那里'));
  return findings;
}

/** Whether a region is above itself. A parent that is not in the table ends the way up: that is another fault. O(depth). */
function isInRing(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const passed = new Set<string>();
  for (let at = parents.get(code) ?? null; at !== null && !passed.has(at); at = parents.get(at) ?? null) {
    if (at === code) return true;
    passed.add(at);
  }
  return false;
}

/** Blanks at the ends of what is compared sign by sign: two entries that look the same then are two. */
function checkBlanks({ name, regionCode, regions, units }: PlaceTables): PlaceFinding[] {
  const texts = [
    ['name', name],
    ['regionCode', regionCode],
    ...regions.flatMap((region) =>
      [region.code, region.name, region.parent ?? ''].map((text) => [`regions ${region.code.trim()}`, text]),
    ),
    ...units.flatMap((unit) =>
      [unit.id, unit.regionCode, unit.name, ...unit.aliases].map((text) => [`units ${unit.id.trim()}`, text]),
    ),
  ];
  return texts.flatMap(([where = '', text = '']) =>
    text === text.trim() ? [] : [wrong(where, `“${text}”前后有空格`)],
  );
}

function checkUnits(units: readonly PlaceUnit[], place: Pick<PlaceTables, 'regions' | 'regionCode'>): PlaceFinding[] {
  const findings: PlaceFinding[] = [];
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const unit of units) {
    const where = `units ${unit.id} ${unit.name}`;
    const key = `${unit.regionCode} ${unit.name}`;
    if (ids.has(unit.id)) findings.push(wrong(where, '标识重复'));
    if (names.has(key)) findings.push(wrong(where, '同一地区名称重复'));
    if (!place.regions.some((region) => region.code === unit.regionCode))
      findings.push(wrong(where, `地区 ${unit.regionCode} 不在地区表里`));
    ids.add(unit.id);
    names.add(key);
  }
  const own = units.filter((unit) => unit.regionCode === place.regionCode);
  if (own.length === 0) findings.push(wrong('units', '没有本级单位：首次设置时没有单位可选'));
  const silent = own.filter((unit) => unit.duties.length === 0);
  if (silent.length > 0)
    findings.push(
      advise(
        'units',
        `${silent.length} 个本级单位没有职能，待明确的任务不会建议给它们：${silent
          .slice(0, 5)
          .map((unit) => unit.name)
          .join('、')}${silent.length > 5 ? ' 等' : ''}`,
      ),
    );
  for (const region of place.regions.filter((entry) => entry.parent === place.regionCode))
    if (!units.some((unit) => unit.regionCode === region.code && unit.kind !== 'other'))
      findings.push(
        advise(`regions ${region.code} ${region.name}`, '名录里没有它的单位（如政府、管委会），文件里写到它时认不出'),
      );
  return findings;
}

/** A printed name that two units claim names neither, unless it is a collective. */
function checkAliases(units: readonly PlaceUnit[]): PlaceFinding[] {
  const claims = new Map<string, PlaceUnit[]>();
  for (const unit of units)
    for (const name of new Set([unit.name, ...unit.aliases])) claims.set(name, [...(claims.get(name) ?? []), unit]);
  return [...claims]
    .filter(([name, claimed]) => claimed.length > 1 && !isCollective(name))
    .map(([name, claimed]) =>
      advise(`units “${name}”`, `${claimed.map((unit) => unit.name).join('、')} 都用这个名字：文件里写它时认不出是谁`),
    );
}

function checkPeople(
  people: readonly { readonly login: string; readonly role: string; readonly unitId: string }[] | null,
  units: readonly PlaceUnit[],
): PlaceFinding[] {
  if (people === null) return [advise('demonstration', '没有演示：新用户看不到例子')];
  const ids = new Set(units.map((unit) => unit.id));
  const missing = roles.filter((role) => !people.some((person) => person.role === role));
  return [
    ...people
      .filter((person) => !ids.has(person.unitId))
      .map((person) => wrong(`demonstration ${person.login}`, `单位 ${person.unitId} 不在名录里`)),
    ...missing.map((role) => advise('demonstration', `没有岗位为 ${role} 的演示人员`)),
  ];
}
