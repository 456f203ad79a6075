import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form } from 'antd';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { Entrance, tokenFromAddress } from './entrance.tsx';
import { PasswordFields } from './password-fields.tsx';

/** Sets a password by a one-time link and signs in. */
export function JoinPage() {
  const { t } = useLanguage();
  const [token] = useState(tokenFromAddress);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const person = useQuery({
    queryKey: ['link', token],
    queryFn: () => request<{ name: string; login: string }>('POST', '/api/link/read', { token }),
    retry: false,
  });
  const set = useMutation({
    mutationFn: (password: string) => request('POST', '/api/link', { token, password }),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  if (person.isPending) return <Loading />;
  if (person.error)
    return (
      <Entrance>
        <Failure error={person.error} />
      </Entrance>
    );
  return (
    <Entrance>
      <p>{t('linkGreeting', person.data)}</p>
      <Form layout="vertical" requiredMark={false} onFinish={({ password }) => set.mutate(password)}>
        <PasswordFields />
        <FormEnd label={t('newPassword')} sending={set} block />
      </Form>
    </Entrance>
  );
}
