import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { roleText, shownTime, TitleLine } from '../../parts/labels.tsx';
import { OneTimeLink } from '../../parts/one-time-link.tsx';
import { Failure } from '../../parts/states.tsx';
import { ImportPeopleDialog } from './import-people-dialog.tsx';
import type { Person } from './people-api.ts';
import { PersonForm } from './person-form.tsx';
import { PersonPosts } from './person-posts.tsx';

/** Who may sign in, in which post; links to set or reset a password. */
export function PeoplePage() {
  const { t, language } = useLanguage();
  const may = useMay();
  const comma = language === 'zh' ? '、' : ', ';
  const own = useSession().data?.actor?.personId;
  const queries = useQueryClient();
  const people = useQuery({ queryKey: ['people'], queryFn: () => call('host.list-people', {}) });
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = people.data?.people.find((person) => person.id === shownId);
  const again = () => queries.invalidateQueries({ queryKey: ['people'] });
  const issue = useMutation({
    mutationFn: (personId: string) => call('host.issue-link', { personId }),
    onSuccess: (done) => setLink(done.linkToken),
  });
  const lock = useMutation({
    mutationFn: (given: { personId: string; locked: boolean }) => call('host.lock-person', given),
    onSettled: again,
  });
  return (
    <div className="page">
      <TitleLine
        title={t('people')}
        scope={
          people.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(people.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        {may('host.import-people') && <Button onClick={() => setImporting(true)}>{t('importPeople')}</Button>}
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('addPerson')}
        </Button>
      </TitleLine>
      {[people.error, issue.error, lock.error].map((error) => error && <Failure key={String(error)} error={error} />)}
      <Table<Person>
        size="small"
        rowKey="id"
        className="panel"
        loading={people.isPending}
        dataSource={people.data?.people ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: t('name'), dataIndex: 'name', width: 120 },
          { title: t('userName'), dataIndex: 'login', width: 140 },
          { title: t('unit'), render: (_value, person) => person.posts.map((post) => post.unitName).join(comma) },
          {
            title: t('role'),
            width: 140,
            render: (_value, person) => person.posts.map((post) => roleText(t, post.role)).join(comma),
          },
          { title: t('phone'), dataIndex: 'phone', width: 130 },
          {
            title: t('state'),
            width: 120,
            render: (_value, person) =>
              person.locked ? (
                <Tag color="red">{t('locked')}</Tag>
              ) : person.hasPassword ? (
                t('normal')
              ) : (
                <Tag>{t('noPassword')}</Tag>
              ),
          },
          {
            title: <span className="hidden-text">{t('state')}</span>,
            width: 300,
            render: (_value, person) => (
              <Space>
                <Button size="small" onClick={() => setShownId(person.id)}>
                  {t('posts')}
                </Button>
                <Button size="small" onClick={() => issue.mutate(person.id)}>
                  {t('issueLink')}
                </Button>
                {person.id !== own && (
                  <Button
                    size="small"
                    danger={!person.locked}
                    onClick={() => lock.mutate({ personId: person.id, locked: !person.locked })}
                  >
                    {person.locked ? t('unlock') : t('lock')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {adding && (
        <PersonForm
          onClose={() => setAdding(false)}
          onAdded={async (token) => {
            setAdding(false);
            setLink(token);
            await again();
          }}
        />
      )}
      {importing && <ImportPeopleDialog onClose={() => setImporting(false)} />}
      {shown && <PersonPosts person={shown} onClose={() => setShownId(null)} />}
      <Modal open={link !== null} title={t('issueLink')} onCancel={() => setLink(null)} footer={null}>
        {link && <OneTimeLink token={link} />}
      </Modal>
    </div>
  );
}
