import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { compileFormat, type NumberDisplay } from './number-display.ts';

/** Excel allows some 250 formats of its own to a file, of 255 characters. */
const mostFormats = 2_000;
const longestFormat = 255;

/**
 * Number formats that a file refers to without saying them, as a Chinese Excel or WPS shows them.
 * Source: ECMA-376 Part 1 §18.8.30 (all languages, and zh-cn for 27–36 and 50–58).
 */
const builtIn: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'yyyy/m/d'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy/m/d h:mm'],
  [37, '#,##0;-#,##0'],
  [38, '#,##0;-#,##0'],
  [39, '#,##0.00;-#,##0.00'],
  [40, '#,##0.00;-#,##0.00'],
  [41, '#,##0;-#,##0'],
  [42, '"¥"#,##0;"¥"-#,##0'],
  [43, '#,##0.00;-#,##0.00'],
  [44, '"¥"#,##0.00;"¥"-#,##0.00'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  [48, '##0.0E+0'],
  [49, '@'],
  [27, 'yyyy"年"m"月"'],
  [28, 'm"月"d"日"'],
  [29, 'm"月"d"日"'],
  [30, 'm-d-yy'],
  [31, 'yyyy"年"m"月"d"日"'],
  [32, 'h"时"mm"分"'],
  [33, 'h"时"mm"分"ss"秒"'],
  [34, '上午/下午h"时"mm"分"'],
  [35, '上午/下午h"时"mm"分"ss"秒"'],
  [36, 'yyyy"年"m"月"'],
  [50, 'yyyy"年"m"月"'],
  [51, 'm"月"d"日"'],
  [52, 'yyyy"年"m"月"'],
  [53, 'm"月"d"日"'],
  [54, 'm"月"d"日"'],
  [55, '上午/下午h"时"mm"分"'],
  [56, '上午/下午h"时"mm"分"ss"秒"'],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
]);

/** How each cell style (s of a cell) shows a number. O(styles + formats). */
export function readCellFormats(root: XmlElement | null, from1904: boolean): readonly NumberDisplay[] {
  const own = new Map<number, string>();
  const list = root ? childOf(root, 'x:numFmts') : null;
  for (const format of list ? childrenOf(list, 'x:numFmt') : []) {
    if (own.size >= mostFormats) break;
    own.set(Number(format.attributes.numFmtId), (format.attributes.formatCode ?? '').slice(0, longestFormat));
  }
  const compiled = new Map<string, NumberDisplay>();
  const styles = root ? childOf(root, 'x:cellXfs') : null;
  return (styles ? childrenOf(styles, 'x:xf') : []).map((style) => {
    const id = Number(style.attributes.numFmtId ?? '0');
    const format = own.get(id) ?? builtIn.get(id) ?? 'General';
    const display = compiled.get(format) ?? compileFormat(format, from1904);
    compiled.set(format, display);
    return display;
  });
}
