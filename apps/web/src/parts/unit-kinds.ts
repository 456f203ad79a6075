import type { Unit } from '@qipan/modules/parties';
import type { TextKey } from '../texts/index.ts';

export const unitKindTexts: Readonly<Record<Unit['kind'], TextKey>> = {
  party: 'kindParty',
  government: 'kindGovernment',
  region: 'kindRegion',
  zone: 'kindZone',
  enterprise: 'kindEnterprise',
  other: 'kindOther',
};
