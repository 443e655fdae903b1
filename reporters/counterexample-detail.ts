import type { ReportedCounterexample } from '../src/report/report.ts'
import type { DetailRow } from './finding-detail.ts'
import { cut, plainLines, plainText } from './plain-text.ts'
import { counted } from './wording.ts'

const LONGEST_VALUE = 200

/** What a property was broken by: which rule, from what it was shrunk, and what of it would have to be mended; safe to print. */
export function counterexampleRows({ broken, name, shrinks, twin }: ReportedCounterexample): readonly DetailRow[] {
  const how = shrinks === 0 ? name : `${name}, then made smaller ${counted(shrinks, 'time')}`
  return [
    ...(broken === undefined ? [] : [{ label: 'broken', lines: [plainText(broken)] }]),
    { label: 'drawn', lines: [plainText(`as ${how}`)] },
    ...(twin === undefined
      ? []
      : [
          {
            label: 'mended',
            lines: twin.difference.map(({ at, from, to }) =>
              plainText(`${at} ${value(from)} -> ${value(to)}`.trimStart()),
            ),
          },
        ]),
  ]
}

/** It as a declared case, ready to be pasted. */
export function declaredLines({ case: declared }: ReportedCounterexample): readonly string[] {
  return ['as a case:', ...plainLines(declared.trimEnd()).map((line) => `  ${line}`)]
}

function value(given: unknown): string {
  return given === undefined ? 'nothing' : cut(JSON.stringify(given), LONGEST_VALUE)
}
