import type { ReportedCounterexample } from '../src/report/report.ts'
import type { DetailRow } from './finding-detail.ts'
import { cut, plainLines, plainText } from './plain-text.ts'
import { counted } from './wording.ts'

/** The longest printed value, in characters. */
const LONGEST_VALUE = 200

/** Rows for the broken rule, the generator and the changes that make the value valid. Each row is safe to print. */
export function counterexampleRows({ broken, name, shrinks, twin }: ReportedCounterexample): readonly DetailRow[] {
  const generator = shrinks === 0 ? name : `${name}, shrunk ${counted(shrinks, 'time')}`
  return [
    ...(broken === undefined ? [] : [{ label: 'broken', lines: [plainText(broken)] }]),
    { label: 'generator', lines: [plainText(generator)] },
    ...(twin === undefined
      ? []
      : [
          {
            label: 'valid with',
            lines: twin.difference.map(({ at, from, to }) =>
              plainText(`${at} ${value(from)} -> ${value(to)}`.trimStart()),
            ),
          },
        ]),
  ]
}

/** Lines of the counterexample as a declared case in YAML, or the reason why there is none. */
export function declaredLines({ case: declared }: ReportedCounterexample): readonly string[] {
  if (declared === undefined) return ['as a declared case: the failure does not repeat; only the replay shows it']
  return ['as a declared case:', ...plainLines(declared.trimEnd()).map((line) => `  ${line}`)]
}

function value(given: unknown): string {
  return given === undefined ? 'absent' : cut(JSON.stringify(given), LONGEST_VALUE)
}
