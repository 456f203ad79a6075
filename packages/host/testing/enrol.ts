import type { Actor } from '@qipan/kernel';
import { applyChanges } from '@qipan/storage';
import { identityScope } from '../scope.ts';
import type { HostParts } from '../parts.ts';

/** Makes actors persons with a post each, as if an administrator had added them long ago. */
export async function enrol(parts: HostParts, actors: readonly Actor[]): Promise<void> {
  await parts.store.write(identityScope(''), async (db) => {
    for (const actor of actors) {
      const { personId, personName, postId, unitId, unitName, regionCode, role, demonstration } = actor;
      const person = {
        name: personName,
        login: personId,
        phone: '',
        demonstration,
        created_at: '2026-01-01T00:00:00.000Z',
      };
      const post = {
        person_id: personId,
        unit_id: unitId,
        unit_name: unitName,
        region_code: regionCode,
        role,
        valid_from: '2026-01-01',
      };
      await applyChanges(db, [
        { op: 'insert', table: 'host.person', id: personId, values: person },
        { op: 'insert', table: 'host.post', id: postId, values: post },
      ]);
    }
  });
}
