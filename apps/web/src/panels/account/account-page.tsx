import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { TitleLine } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { Posts } from './posts.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignIns } from './sign-ins.tsx';
import { Tokens } from './tokens.tsx';

/** A person's own account: posts, second factor, sign-ins, tokens for programs. */
export function AccountPage() {
  const { t } = useLanguage();
  const actor = useSession().data?.actor;
  const may = useMay();
  const account = useQuery({ queryKey: ['account'], queryFn: () => call('host.read-account', {}) });
  return (
    <div className="page">
      <TitleLine title={t('account')} scope={actor && `${actor.personName} · ${account.data?.login ?? ''}`}>
        <Link to="/jobs">{t('jobs')}</Link>
        <Link to="/permissions">{t('permissions')}</Link>
      </TitleLine>
      {account.error && <Failure error={account.error} retry={() => void account.refetch()} />}
      {account.isPending && <Loading />}
      {account.data && (
        <div className="questions">
          <Posts posts={account.data.posts} />
          <SecondFactor on={account.data.secondFactor} />
          {may('host.list-tokens') && <Tokens />}
          <SignIns account={account.data} />
        </div>
      )}
    </div>
  );
}
