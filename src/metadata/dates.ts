import { anyOf } from '../model/any-of.ts';

/** The formats that moment's `L` tokens stand for in English. */
const LONG_FORMS: Readonly<Record<string, string>> = {
  LTS: 'h:mm:ss A',
  LT: 'h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
  LLL: 'MMMM D, YYYY h:mm A',
  LL: 'MMMM D, YYYY',
  L: 'MM/DD/YYYY',
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAY = 86_400_000;
/** ISO 8601 weeks start on Monday and belong to the year of their Thursday. */
const MONDAY = { first: 1, decisive: 3 };
/** English weeks start on Sunday, and the one with 1 January is the first: that of its Saturday. */
const SUNDAY = { first: 0, decisive: 6 };

/** An escaped text in brackets, a token, or any other character. */
const TOKENS = anyOf(
  [
    // [the week]
    /\[([^\]]*)\]/,
    /LTS|LT/,
    // LLL
    /L{1,4}/,
    /YYYY|YY|Y|Qo|Q|MMMM|MMM|Mo|MM|M|DDDD|DDDo|DDD|Do|DD|D|dddd|ddd|dd|do|d|E|e/,
    /GGGG|GG|gggg|gg|Wo|WW|W|wo|ww|w|HH|H|hh|h|kk|k|mm|m|ss|s/,
    // SSS
    /S{1,9}/,
    /A|a|ZZ|Z|z|X|x/,
  ],
  'g',
);

/** What a format may hold beside tokens without brackets: no letter but the one between date and time in ISO 8601. */
const LETTERS = /[A-SU-Za-z]+/;

/** The first letters of a format that stand for no part of a date and are not in brackets; undefined where there are none. */
export function unknownLetters(format: string): string | undefined {
  return LETTERS.exec(format.replace(TOKENS, ' '))?.[0];
}

/** Whether the runtime knows the time zone, such as `Asia/Tokyo`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes a date by moment's tokens, which are what people know from docker's action: `YYYYMMDD-HHmmss`,
 * `dddd, MMMM Do YYYY`, `X`, `[text]`. English names and weeks. Source: momentjs.com/docs, "Format".
 */
export function formatDate(date: Date, format: string, timeZone = 'UTC'): string {
  const moment = shift(date, timeZone);
  return write(moment, format);
}

interface Moment {
  readonly date: Date;
  readonly timeZone: string;
  /** The date moved by its offset, so that the UTC getters give the local fields. */
  readonly local: Date;
  /** Minutes east of Greenwich. */
  readonly offset: number;
}

function shift(date: Date, timeZone: string): Moment {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(date);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  const millis = ((date.getTime() % 1000) + 1000) % 1000;
  const local = new Date(seconds + millis);
  return { date, timeZone, local, offset: Math.round((local.getTime() - date.getTime()) / 60_000) };
}

function write(moment: Moment, format: string): string {
  return format.replace(TOKENS, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const long = LONG_FORMS[token];
    return long === undefined ? field(token, moment) : write(moment, long);
  });
}

function field(token: string, moment: Moment): string {
  return dayField(token, moment.local) ?? timeField(token, moment.local) ?? instantField(token, moment) ?? token;
}

function dayField(token: string, local: Date): string | undefined {
  const year = local.getUTCFullYear();
  const month = local.getUTCMonth() + 1;
  const day = local.getUTCDate();
  const weekday = local.getUTCDay();
  const dayOfYear = Math.floor((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / DAY) + 1;
  const iso = weekOf(local, MONDAY);
  const english = weekOf(local, SUNDAY);
  const fields: Readonly<Record<string, string | number>> = {
    Y: year,
    YYYY: pad(year, 4),
    YY: pad(year % 100, 2),
    Q: Math.ceil(month / 3),
    Qo: ordinal(Math.ceil(month / 3)),
    ...numbered('M', month),
    Mo: ordinal(month),
    MMM: (MONTHS[month - 1] ?? '').slice(0, 3),
    MMMM: MONTHS[month - 1] ?? '',
    ...numbered('D', day),
    Do: ordinal(day),
    DDD: dayOfYear,
    DDDo: ordinal(dayOfYear),
    DDDD: pad(dayOfYear, 3),
    d: weekday,
    do: ordinal(weekday),
    dd: (DAYS[weekday] ?? '').slice(0, 2),
    ddd: (DAYS[weekday] ?? '').slice(0, 3),
    dddd: DAYS[weekday] ?? '',
    e: weekday,
    E: weekday === 0 ? 7 : weekday,
    ...numbered('W', iso.week),
    Wo: ordinal(iso.week),
    GG: pad(iso.year % 100, 2),
    GGGG: pad(iso.year, 4),
    ...numbered('w', english.week),
    wo: ordinal(english.week),
    gg: pad(english.year % 100, 2),
    gggg: pad(english.year, 4),
  };
  return fields[token]?.toString();
}

function timeField(token: string, local: Date): string | undefined {
  const hour = local.getUTCHours();
  if (token.startsWith('S')) return pad(local.getUTCMilliseconds(), 3).padEnd(9, '0').slice(0, token.length);
  const fields: Readonly<Record<string, string | number>> = {
    ...numbered('H', hour),
    ...numbered('h', hour % 12 === 0 ? 12 : hour % 12),
    ...numbered('k', hour === 0 ? 24 : hour),
    ...numbered('m', local.getUTCMinutes()),
    ...numbered('s', local.getUTCSeconds()),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
  };
  return fields[token]?.toString();
}

function instantField(token: string, { date, timeZone, offset }: Moment): string | undefined {
  if (token === 'X') return String(Math.floor(date.getTime() / 1000));
  if (token === 'x') return String(date.getTime());
  if (token === 'z') return zoneName(date, timeZone);
  if (token !== 'Z' && token !== 'ZZ') return undefined;
  const minutes = Math.abs(offset);
  const hours = pad(Math.floor(minutes / 60), 2);
  return `${offset < 0 ? '-' : '+'}${hours}${token === 'Z' ? ':' : ''}${pad(minutes % 60, 2)}`;
}

function zoneName(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** The number of a week is that of the day, counted from the first one, which decides on its year. */
function weekOf(local: Date, { first, decisive }: typeof MONDAY): { readonly year: number; readonly week: number } {
  const weekday = (local.getUTCDay() + 7 - first) % 7;
  const day = new Date(local.getTime() + (decisive - weekday) * DAY);
  const year = day.getUTCFullYear();
  return { year, week: Math.floor((day.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 };
}

/** `M` and `MM`: the number as it is, and with two digits. */
function numbered(letter: string, value: number): Record<string, string> {
  return { [letter]: String(value), [letter + letter]: pad(value, 2) };
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function ordinal(value: number): string {
  const teen = Math.floor((value % 100) / 10) === 1;
  const ending = teen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10];
  return `${value}${ending ?? 'th'}`;
}
