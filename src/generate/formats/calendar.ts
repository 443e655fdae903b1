import type { TextFormat } from './format.ts'

const LEAP_YEAR = String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)`
const DATE = [
  String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`,
  String.raw`\d{4}-(?:0[13-9]|1[0-2])-(?:29|30)`,
  String.raw`\d{4}-(?:0[13578]|1[02])-31`,
  `${LEAP_YEAR}-02-29`,
].join('|')
// Leap seconds are left out, because judges disagree about the days.
const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?`
const ZONE = String.raw`(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`

const TIME_PART = String.raw`T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)`
const DATE_PART = String.raw`(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)`

/** Dates and times of RFC 3339, and the looser `iso-` formats of ajv-formats. */
export const CALENDAR_FORMATS: Readonly<Record<string, TextFormat>> = {
  date: {
    inside: DATE,
    outside: String.raw`\d{4}-\d\d-\d\d`,
    nearValid: ['2023-02-29', '2024-13-01', '2024-04-31', '24-04-01', '2024-1-1'],
  },
  time: {
    inside: `${CLOCK}${ZONE}`,
    outside: String.raw`\d\d:\d\d:\d\d[\s\S]+`,
    nearValid: ['24:00:00Z', '12:60:00Z', '12:00:00', '12:00Z'],
  },
  'date-time': {
    inside: `(?:${DATE})T${CLOCK}${ZONE}`,
    outside: String.raw`\d{4}-\d\d-\d\d[Tt\s]\d\d:\d\d:\d\d[\s\S]+`,
    nearValid: ['2024-02-30T12:00:00Z', '2024-01-01T25:00:00Z', '2024-01-01T12:00:00', '2024-01-01'],
  },
  'iso-time': {
    inside: `${CLOCK}${ZONE}?`,
    outside: String.raw`\d\d:\d\d:\d\d[\s\S]*`,
    nearValid: ['24:00:00', '12:60:00', '12:00'],
  },
  'iso-date-time': {
    inside: `(?:${DATE})[T ]${CLOCK}${ZONE}?`,
    outside: String.raw`\d{4}-\d\d-\d\d[Tt\s]\d\d:\d\d:\d\d[\s\S]*`,
    nearValid: ['2024-02-30T12:00:00', '2024-01-01T25:00:00', '2024-01-01'],
  },
  duration: {
    inside: String.raw`P(?:${DATE_PART}(?:${TIME_PART})?|${TIME_PART}|\d+W)`,
    outside: String.raw`P[\s\S]+`,
    nearValid: ['P', 'PT', '1D', 'P1H', 'P1D1Y'],
  },
}
