import { describe, expect, test } from '@jest/globals';
import { formatDate, isTimeZone, unknownLetters } from '../../src/metadata/dates.ts';

describe('a date', () => {
  // a Friday; 15:25:50.078 UTC
  const date = new Date('2020-01-10T15:25:50.078Z');

  test.each([
    ['YYYY', '2020'],
    ['YY', '20'],
    ['Y', '2020'],
    ['M', '1'],
    ['MM', '01'],
    ['Mo', '1st'],
    ['MMM', 'Jan'],
    ['MMMM', 'January'],
    ['Q', '1'],
    ['Qo', '1st'],
    ['D', '10'],
    ['DD', '10'],
    ['Do', '10th'],
    ['DDD', '10'],
    ['DDDo', '10th'],
    ['DDDD', '010'],
    ['d', '5'],
    ['do', '5th'],
    ['dd', 'Fr'],
    ['ddd', 'Fri'],
    ['dddd', 'Friday'],
    ['e', '5'],
    ['E', '5'],
    ['W', '2'],
    ['WW', '02'],
    ['Wo', '2nd'],
    ['GG', '20'],
    ['GGGG', '2020'],
    ['w', '2'],
    ['ww', '02'],
    ['wo', '2nd'],
    ['gg', '20'],
    ['gggg', '2020'],
    ['H', '15'],
    ['HH', '15'],
    ['h', '3'],
    ['hh', '03'],
    ['k', '15'],
    ['kk', '15'],
    ['m', '25'],
    ['mm', '25'],
    ['s', '50'],
    ['ss', '50'],
    ['S', '0'],
    ['SS', '07'],
    ['SSS', '078'],
    ['SSSSSS', '078000'],
    ['A', 'PM'],
    ['a', 'pm'],
    ['Z', '+00:00'],
    ['ZZ', '+0000'],
    ['z', 'UTC'],
    ['X', '1578669950'],
    ['x', '1578669950078'],
    ['LT', '3:25 PM'],
    ['LTS', '3:25:50 PM'],
    ['L', '01/10/2020'],
    ['LL', 'January 10, 2020'],
    ['LLL', 'January 10, 2020 3:25 PM'],
    ['LLLL', 'Friday, January 10, 2020 3:25 PM'],
    ['', ''],
    ['YYYYMMDD', '20200110'],
    ['YYYYMMDD-HHmmss', '20200110-152550'],
    ['YYYYMMDDHHmmssSSS', '20200110152550078'],
    ['YYYY.MM.DD', '2020.01.10'],
    ['dddd, MMMM Do YYYY, h:mm:ss a', 'Friday, January 10th 2020, 3:25:50 pm'],
    ['YYYY-MM-DDTHH:mm:ss.SSS[Z]', '2020-01-10T15:25:50.078Z'],
    ['YYYY-MM-DDTHH:mm:ssZ', '2020-01-10T15:25:50+00:00'],
    ['[week] WW [of] GGGG', 'week 02 of 2020'],
    ['[]YYYY', '2020'],
  ])('%s is %s', (format, expected) => {
    expect(formatDate(date, format)).toBe(expected);
  });

  test.each([
    ['2020-01-10T00:30:00Z', 'YYYYMMDD-HHmmss', 'Asia/Tokyo', '20200110-093000'],
    ['2020-01-10T00:30:00Z', 'YYYYMMDD HH:mm Z', 'America/New_York', '20200109 19:30 -05:00'],
    ['2020-07-10T00:30:00Z', 'Z ZZ', 'America/New_York', '-04:00 -0400'],
    ['2020-01-10T00:30:00Z', 'HH:mm Z', 'Asia/Kathmandu', '06:15 +05:45'],
    ['2020-01-10T00:30:00Z', 'HH:mm z', 'America/New_York', '19:30 EST'],
    ['2020-01-10T00:30:00.5Z', 'SSS X', 'Asia/Tokyo', '500 1578616200'],
    ['2020-12-31T23:00:00Z', 'YYYY GGGG WW', 'Europe/Berlin', '2021 2020 53'],
    ['2021-01-04T00:00:00Z', 'GGGG WW E', 'UTC', '2021 01 1'],
    ['2021-01-03T00:00:00Z', 'GGGG WW E d e', 'UTC', '2020 53 7 0 0'],
    ['2020-12-26T12:00:00Z', 'gggg ww GGGG WW', 'UTC', '2020 52 2020 52'],
    ['2020-12-27T12:00:00Z', 'gggg ww GGGG WW', 'UTC', '2021 01 2020 52'],
    ['2022-01-01T12:00:00Z', 'gggg ww GGGG WW', 'UTC', '2022 01 2021 52'],
    ['2020-12-31T00:00:00Z', 'DDDD Q', 'UTC', '366 4'],
    ['2020-01-10T00:05:09Z', 'H h hh k kk A m s', 'UTC', '0 12 12 24 24 AM 5 9'],
    ['2020-01-10T12:00:00Z', 'h a', 'UTC', '12 pm'],
    ['1969-12-31T23:59:59.250Z', 'YYYY ss SSS X', 'UTC', '1969 59 250 -1'],
  ])('%s as %s in %s is %s', (date, format, zone, expected) => {
    expect(formatDate(new Date(date), format, zone)).toBe(expected);
  });

  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [23, '23rd'],
    [30, '30th'],
  ])('day %i is the %s', (day, expected) => {
    expect(formatDate(new Date(Date.UTC(2020, 0, day)), 'Do')).toBe(expected);
  });
});

test.each([
  ['UTC', true],
  ['Asia/Tokyo', true],
  ['Tokyo', false],
  ['', false],
])('time zone %j: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

test.each([
  ['YYYY-MM-DDTHH:mm:ss.SSS[Z]', undefined],
  ['dddd, MMMM Do YYYY, h:mm:ss a', undefined],
  ['[week] WW [of] GGGG', undefined],
  ['YYYYMMDD HHMMSS', undefined],
  ['', undefined],
  ['yyyy-MM-DD', 'yyyy'],
  ['YYYYMMdd-nn', 'nn'],
  ['YYYY N', 'N'],
  ['ll', 'll'],
  ['[v]YYYY v', 'v'],
  ['%Y%m%d at %H', 't'],
  ['[open YYYY', 'op'],
])('in %s the letters %s stand for nothing', (format, expected) => {
  expect(unknownLetters(format)).toBe(expected);
});
