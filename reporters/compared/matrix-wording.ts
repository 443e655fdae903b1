import type { Matrix, MatrixCell, MatrixServer } from '../../src/report/matrix.ts'
import { counted, versionText } from '../text/wording.ts'

/** The sections of a matrix, in order. */
export const SECTIONS = [
  { level: 'must', heading: 'Must' },
  { level: 'should', heading: 'Should' },
  { level: 'observe', heading: 'Observed' },
] as const

/** A symbol, words, and a remark after the count of cases for each status. A reader who does not see colours reads the words. */
const STATUSES: Readonly<Record<MatrixCell['status'], readonly [symbol: string, words: string, remark?: string]>> = {
  verified: ['✔', 'verified'],
  violated: ['✖', 'violated'],
  coming: ['⚠', 'violated', 'a must of a later version'],
  observed: ['○', 'observed'],
  unverified: ['–', 'not verified'],
  excluded: ['·', 'excluded'],
  absent: ['·', 'not in this version'],
}

/** The text of a cell: `✖ violated in 3 cases`. */
export function cellText({ status, cases, known }: MatrixCell): string {
  const [symbol, words, ...remarks] = STATUSES[status]
  const extent = cases === 0 ? '' : ` in ${counted(cases, 'case')}`
  return [`${symbol} ${words}${extent}`, ...remarks, ...(known === true ? ['known'] : [])].join(', ')
}

/** The remark of a cell: the first finding, or the reason for a status without a verdict. Text of a server, to be escaped. */
export function remarkOf({ message, at, reason }: MatrixCell): string | undefined {
  return message === undefined ? reason : `${message} (at ${at ?? ''})`
}

/** `70 of 81 verified, 8 violated, 3 not verified`. An excluded requirement counts for no server. */
export function countsText({ counts }: MatrixServer, level: 'must' | 'should'): string {
  const { verified = 0, violated = 0, coming = 0, unverified = 0 } = counts[level]
  const all = verified + violated + coming + unverified
  const rest = [
    ...(violated + coming === 0 ? [] : [`${violated + coming} violated`]),
    ...(unverified === 0 ? [] : [`${unverified} not verified`]),
  ]
  return [`${verified} of ${all} verified`, ...rest].join(', ')
}

/** Remarks about runs that can hardly be compared. `mark` renders each version, which is text of a report. */
export function matrixNotes({ servers }: Matrix, mark: (text: string) => string): readonly string[] {
  const versions = [...new Set(servers.map(({ contract }) => versionText(contract)))]
  return versions.length === 1
    ? []
    : [`The reports are of different versions of the contract: ${versions.map(mark).join(', ')}.`]
}
