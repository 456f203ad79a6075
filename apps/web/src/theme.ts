import type { ThemeConfig } from 'antd';

/** Ink blue over neutral greys, 14 px, square and quiet: an instrument, not a poster. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1d3f72',
    colorInfo: '#1d3f72',
    colorInfoBg: '#eef4fc',
    colorInfoBorder: '#b9cbe4',
    colorLink: '#1d3f72',
    borderRadius: 3,
    fontSize: 14,
    fontFamily:
      "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'Noto Sans SC', sans-serif",
    colorBgLayout: '#f4f5f7',
    colorTextSecondary: '#5a6472',
    colorTextTertiary: '#5f6977',
    colorTextPlaceholder: '#69727f',
    colorError: '#b42318',
    colorBorderSecondary: '#e3e6eb',
    motion: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, headerBg: '#eef1f5', headerColor: '#333c48' },
    Card: { bodyPaddingSM: 12 },
  },
};
