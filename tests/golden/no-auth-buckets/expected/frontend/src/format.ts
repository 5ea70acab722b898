const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const NUMBER = new Intl.NumberFormat();

export function formatDate(date: string): string {
  return format(DATE, date);
}

export function formatMoment(moment: string): string {
  return format(MOMENT, moment);
}

/** The day of a moment, in the time zone of the browser. */
export function formatDay(moment: string): string {
  return format(DAY, moment);
}

export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

function format(style: Intl.DateTimeFormat, value: string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : style.format(date);
}

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** `15.8 MB`: the digits that matter, in steps of 1,024. */
export function formatSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const digits = power === 0 ? 0 : 1;
  return `${(bytes / 1024 ** power).toFixed(digits)} ${UNITS[power]}`;
}
