import type { Role } from '@qipan/kernel';
import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons';
import { useCatalogue } from '../api/session.ts';
import { useUnits } from '../api/units.ts';
import { useLanguage } from '../language.tsx';
import { roleText } from './labels.tsx';

interface Party {
  readonly unitId?: string | undefined;
  readonly regionCode: string;
  readonly roles: readonly Role[];
  /** Left out where nobody has been asked yet. */
  readonly agreed?: boolean;
}

/** Who must agree: where, in which post; with a mark for those who have. */
export function PartyList({ parties }: { parties: readonly Party[] }) {
  const { t } = useLanguage();
  const nameOf = usePartyName();
  return (
    <ul className="party-list">
      {parties.map((party) => (
        <li key={JSON.stringify(party)}>
          {party.agreed !== undefined &&
            (party.agreed ? (
              <span className="party-state agreed">
                <CheckOutlined aria-hidden /> {t('agreed')}
              </span>
            ) : (
              <span className="party-state">
                <ClockCircleOutlined aria-hidden /> {t('notAgreedYet')}
              </span>
            ))}
          {nameOf(party)}
        </li>
      ))}
    </ul>
  );
}

/** A party in words: its unit or region, and the posts of which one must agree. */
export function usePartyName(): (party: Party) => string {
  const { t } = useLanguage();
  const regions = useCatalogue().data?.regions ?? [];
  const units = useUnits();
  return ({ unitId, regionCode, roles }) => {
    const region = regions.find((entry) => entry.code === regionCode)?.name ?? regionCode;
    const unit = unitId === undefined ? region : (units.find((entry) => entry.id === unitId)?.name ?? region);
    return `${unit} · ${roles.map((role) => roleText(t, role)).join(t('or'))}`;
  };
}
