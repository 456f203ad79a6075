import { SearchOutlined } from '@ant-design/icons';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useMay } from '../api/session.ts';
import { useLanguage } from '../language.tsx';
import './search.css';

const boxId = 'search-box';
/** The words of the search page: where it is open, they are the box. */
export const searchWordsId = 'search-words';

/** The search of the top bar; the key / leads to it from every page. */
export function SearchBox() {
  const { t } = useLanguage();
  const may = useMay()('programme.search');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [words, setWords] = useState('');
  useSlash();
  if (!may || pathname === '/search') return null;
  const search = () => {
    if (words.trim() === '') return;
    setWords('');
    void navigate({ to: '/search', search: { q: words.trim() } });
  };
  return (
    <Input
      id={boxId}
      className="search-box wide-only"
      size="small"
      prefix={<SearchOutlined aria-hidden />}
      suffix={<kbd>/</kbd>}
      placeholder={t('searchShort')}
      aria-label={t('searchAll')}
      title={t('searchKey')}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') search();
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

/** The key / unless somebody types, composes, or has a dialog open. */
function useSlash(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type)) ||
          ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
          target.closest('[role="dialog"]') !== null)
      )
        return;
      const box = document.getElementById(searchWordsId) ?? document.getElementById(boxId);
      if (!box) return;
      event.preventDefault();
      box.focus();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
