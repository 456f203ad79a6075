import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownDate, shownTime } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import './compare.css';
import { type Document, type DocumentSummary, useDocuments } from './documents-api.ts';
import { likeness } from './likeness.ts';

const shownAtMost = 100;

/** The button of a document's page that leads to its comparison with another version. */
export function CompareButton({ document }: { document: Document }) {
  const { t } = useLanguage();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('documents.compare-documents')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('compareWith')}</Button>
      {open && (
        <Modal open title={t('compareWith')} footer={null} width={640} onCancel={() => setOpen(false)} destroyOnHidden>
          <OtherVersions document={document} />
        </Modal>
      )}
    </>
  );
}

/** All other documents, the likest title first; each says on which side it will stand. */
function OtherVersions({ document }: { document: Document }) {
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const documents = useDocuments();
  const [words, setWords] = useState('');
  if (documents.isPending) return <Loading />;
  if (documents.error) return <Failure error={documents.error} retry={() => void documents.refetch()} />;
  const others = documents.data.documents.filter((entry) => entry.id !== document.id);
  const shown = others
    .filter((entry) => `${entry.title} ${entry.number ?? ''}`.includes(words.trim()))
    .map((entry) => ({ entry, like: likeness(document.title, entry.title) }))
    .sort((a, b) => b.like - a.like || (a.entry.createdAt < b.entry.createdAt ? 1 : -1))
    .slice(0, shownAtMost);
  const open = (other: DocumentSummary) => {
    const [earlier, later] = isBefore(other, document) ? [other.id, document.id] : [document.id, other.id];
    void navigate({ to: '/documents/$documentId/compare', params: { documentId: later }, search: { earlier } });
  };
  return (
    <>
      <p className="muted">{t('compareChoose')}</p>
      <Input
        allowClear
        autoFocus
        placeholder={t('searchDocuments')}
        aria-label={t('searchDocuments')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul className="line-list choice-list" data-testid="versions">
        {shown.map(({ entry }) => (
          <li key={entry.id}>
            <button type="button" className="choice" onClick={() => open(entry)}>
              <span className="choice-side">{t(isBefore(entry, document) ? 'earlierVersion' : 'laterVersion')}</span>
              <span>
                {entry.title}
                <span className="muted">
                  {[
                    entry.number ?? '',
                    entry.fileName ?? '',
                    entry.issued ? shownDate(entry.issued, language) : shownTime(entry.createdAt, language),
                  ]
                    .filter((part) => part !== '')
                    .map((part) => ` · ${part}`)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="muted">{t(others.length === 0 ? 'noOtherDocument' : 'noDocumentMatches')}</p>
      )}
    </>
  );
}

/** By the dates that they carry; where one carries none, by when they came in. */
function isBefore(one: DocumentSummary, other: DocumentSummary): boolean {
  if (one.issued && other.issued && one.issued !== other.issued) return one.issued < other.issued;
  return one.createdAt < other.createdAt;
}
