import { describe, expect, it } from 'vitest';
import { compileFormat } from './number-display.ts';

const cases: readonly (readonly [format: string, value: number, shown: string])[] = [
  ['General', 0.1 + 0.2, '0.3'],
  ['General', 13800138000, '13800138000'],
  ['General', 123456789012345, '123456789012345'],
  ['General', 1e20, '1E+20'],
  ['General', 1 / 3, '0.333333333'],
  ['General', -0, '0'],
  ['@', 5, '5'],
  ['0', 2.5, '3'],
  ['0.00', 1.005, '1.01'],
  ['0.0', -0.04, '0.0'],
  ['000', 7, '007'],
  ['#', 0, ''],
  ['#.##', 0.5, '.5'],
  ['0.##', 3.1, '3.1'],
  ['0%', 0.285, '29%'],
  ['0.00%', 0.123, '12.30%'],
  ['#,##0.00', 1234567.891, '1,234,567.89'],
  ['0.00_);(0.00)', -3, '(3.00)'],
  ['0;-0;""', 0, ''],
  ['"第"0"项"', 3, '第3项'],
  ['0.0万', 3, '3.0万'],
  ['¥#,##0', -5, '-¥5'],
  ['[$¥-804]#,##0', 5, '¥5'],
  ['#,##0.00,,"亿元"', 1234567891, '1,234.57亿元'],
  ['000-0000-0000', 13800138000, '138-0013-8000'],
  ['0.00E+00', 12345.678, '1.23E+04'],
  ['[>=1000]0.0,"k";0', 1500, '1.5k'],
  ['[>=1000]0.0,"k";0', 5, '5'],
  ['# ?/?', 0.5, '0.5'],
  ['[Red]-0', 3, '-3'],
  ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, '-'],
  ['yyyy/m/d', 45000, '2023-03-15'],
  ['[$-804]yyyy"年"m"月"d"日";@', 46022, '2025-12-31'],
  ['yyyy"年"m"月"', 45000, '2023年3月'],
  ['m"月"d"日"', 45000, '3月15日'],
  ['yyyy"年"', 45000, '2023年'],
  ['yyyy-mm-dd hh:mm', 45000.5, '2023-03-15 12:00'],
  ['yyyy-mm-dd hh:mm', 45000, '2023-03-15'],
  ['h:mm', 0.75, '18:00'],
  ['[h]:mm:ss', 1.5, '36:00:00'],
  ['yyyy/m/d', 1, '1900-01-01'],
  ['yyyy/m/d', 61, '1900-03-01'],
  ['yyyy/m/d', 99999999, '99999999'],
  ['yyyy/m/d', -1, '-1'],
];

describe('numbers as a cell shows them', () => {
  for (const [format, value, shown] of cases) {
    it(`${format} of ${value}`, () => expect(compileFormat(format, false)(value)).toBe(shown));
  }

  it('counts days from 1904 where the file says so', () => {
    expect(compileFormat('yyyy/m/d', true)(0)).toBe('1904-01-01');
  });

  it('is quick on formats made to be slow', () => {
    const started = performance.now();
    for (const unit of ['0', '#', '"', '[', '0,', '?/', '\\', ';', '%', 'E+', '[>', '[$']) {
      const display = compileFormat(unit.repeat(255).slice(0, 255), false);
      for (const value of [0, 1.5, -3e18, 1e300, 5e-324]) expect(typeof display(value)).toBe('string');
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
