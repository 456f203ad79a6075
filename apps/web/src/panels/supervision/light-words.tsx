import type { TextKey } from '../../texts/index.ts';
import { useLanguage } from '../../language.tsx';
import type { ActKind, Colour, Life, Light } from './supervision-api.ts';
import './board.css';

export const colourTexts: Readonly<Record<Colour, TextKey>> = {
  green: 'colourGreen',
  blue: 'colourBlue',
  yellow: 'colourYellow',
  orange: 'colourOrange',
  red: 'colourRed',
  unknown: 'colourUnknown',
};

export const dimensionTexts: Readonly<Record<Light['dimension'], TextKey>> = {
  start: 'dimensionStart',
  progress: 'dimensionProgress',
  funds: 'dimensionFunds',
  listing: 'dimensionListing',
  finish: 'dimensionFinish',
  reporting: 'dimensionReporting',
};

export const measureTexts: Readonly<Record<Light['readings'][number]['measure'], TextKey>> = {
  'start.monthsLate': 'measureStartMonthsLate',
  'progress.gap': 'measureProgressGap',
  'progress.ratio': 'measureProgressRatio',
  'funds.gap': 'measureFundsGap',
  'listing.monthsAfterStart': 'measureListingMonthsAfterStart',
  'finish.daysLate': 'measureFinishDaysLate',
  'finish.daysLeft': 'measureFinishDaysLeft',
  'finish.isDone': 'measureFinishIsDone',
  'reporting.daysLate': 'measureReportingDaysLate',
  'quality.isPoor': 'measureQualityIsPoor',
  'excuse.isAccepted': 'measureExcuseIsAccepted',
  'task.isUrgent': 'measureTaskIsUrgent',
  'update.daysAgo': 'measureUpdateDaysAgo',
  'history.reds': 'measureHistoryReds',
  'history.yellows': 'measureHistoryYellows',
};

export const actTexts: Readonly<Record<ActKind, TextKey>> = {
  assign: 'actAssign',
  sign: 'actSign',
  'file-report': 'actFileReport',
  'accept-report': 'actAcceptReport',
  'return-report': 'actReturnReport',
  'ask-closing': 'actAskClosing',
  close: 'actClose',
  'send-back': 'actSendBack',
  'ask-extension': 'actAskExtension',
  'grant-extension': 'actGrantExtension',
  'refuse-extension': 'actRefuseExtension',
  pause: 'actPause',
  resume: 'actResume',
  reopen: 'actReopen',
  redate: 'actRedate',
  end: 'actEnd',
};

export const gradeTexts: Readonly<Record<NonNullable<Life['grade']>, TextKey>> = {
  excellent: 'gradeExcellent',
  good: 'gradeGood',
  passed: 'gradePassed',
  failed: 'gradeFailed',
};

/** The phase in words; a paused task says that before all else. */
export function phaseText(life: Life | null): TextKey {
  if (life === null) return 'phaseNone';
  if (life.isPaused) return 'phasePaused';
  const texts = {
    assigned: 'phaseAssigned',
    working: 'phaseWorking',
    closing: 'phaseClosing',
    closed: 'phaseClosed',
    ended: 'phaseEnded',
  } as const;
  return texts[life.phase];
}

/** A light: its colour and the word for it, since not everybody tells red from green. */
export function Lamp({ colour }: { colour: Colour }) {
  const { t } = useLanguage();
  return (
    <span className="lamp" data-colour={colour}>
      <span className="lamp-dot" aria-hidden="true" />
      {t(colourTexts[colour])}
    </span>
  );
}
