type Values = Readonly<Record<string, string | number>>;

/** A text with its values: `{name}` is the value, `{name:row|rows}` the first word where the value is one, else the second. */
export function fillText(text: string, values: Values): string {
  return text.replace(/\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    return (Number(value) === 1 ? one : many) ?? '';
  });
}
