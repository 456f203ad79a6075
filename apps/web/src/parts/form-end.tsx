import { Button } from 'antd';
import { Failure } from './states.tsx';

/** The end of a form: what was refused, and the button that sends it. */
export function FormEnd({
  label,
  sending,
  block = false,
}: {
  label: string;
  sending: { readonly error: Error | null; readonly isPending: boolean };
  block?: boolean;
}) {
  return (
    <>
      {sending.error && (
        <div style={{ marginBottom: 12 }}>
          <Failure error={sending.error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block={block} loading={sending.isPending}>
        {label}
      </Button>
    </>
  );
}
