import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being put on paper: long lists then show all their rows. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser lays the paper out right after the event: what is to be on it must stand there by then.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

/** A list on paper: all rows, its head again on every sheet. */
export function PrintTable({
  heads,
  rows,
}: {
  heads: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}) {
  return (
    <table className="print-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {heads.map((head, index) => (
              <td key={head}>{row.cells[index]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
