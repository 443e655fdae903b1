import type { ReportedCounterexample, ReportedStep } from '../../src/report/reported-counterexample.ts'
import { differenceSides, generatorText } from './counterexample-text.ts'
import type { DetailRow } from './finding-detail.ts'
import { pathOf } from './path-of.ts'
import { cut, plainLines, plainText } from './plain-text.ts'
import { sentAs } from './sent-as.ts'

/** The longest printed value, in characters. */
const LONGEST_VALUE = 200

/** Rows for the broken rule, the generator and the changes that make the value valid. Each row is safe to print. */
export function counterexampleRows({
  broken,
  name,
  shrinks,
  sentWith = [],
  twin,
  steps = [],
}: ReportedCounterexample): readonly DetailRow[] {
  const generator = generatorText({ name, shrinks, steps })
  return [
    ...(broken === undefined ? [] : [{ label: 'broken', lines: [plainText(broken)] }]),
    { label: 'generator', lines: [plainText(generator)] },
    ...(sentWith.length === 0 ? [] : [{ label: 'sent with', lines: sentWith.map(plainText) }]),
    ...(steps.length === 0 ? [] : [{ label: 'steps', lines: stepLines(steps) }]),
    ...(twin === undefined
      ? []
      : [
          {
            label: 'valid with',
            lines: twin.difference.map((one) =>
              plainText(`${one.at} ${differenceSides(one, value).join(' -> ')}`.trimStart()),
            ),
          },
        ]),
  ]
}

interface Declaring {
  readonly margin: string
  /** The requirement that the counterexample shows; undefined where that is clear. */
  readonly shows: string | undefined
  /** The name of the replay that shows the same. Default: the replay. */
  readonly replay?: string
}

/**
 * Lines of the counterexample as a declared case in YAML, or the reason why there is none. Only the heading has the margin. The YAML
 * has the indentation of an item under `cases:`, so that it can be pasted unchanged.
 */
export function declaredLines(
  { case: declared }: Pick<ReportedCounterexample, 'case'>,
  { margin, shows, replay = 'the replay' }: Declaring,
): readonly string[] {
  const what = shows === undefined ? '' : `; like ${replay}, it fails only at ${plainText(shows)}`
  const heading = `${margin}as a declared case${what}:`
  if (declared === undefined)
    return [`${margin}no declared case fails in the same way within the requests of the run; use ${replay}`]
  return [heading, ...plainLines(declared.trimEnd()).map((line) => `  ${line}`)]
}

/** The most steps that are printed, as a count: those before the failure. */
const MOST_STEPS = 20

function stepLines(steps: readonly ReportedStep[]): readonly string[] {
  const lines = steps.map(stepLine)
  if (lines.length <= MOST_STEPS) return lines
  const left = lines.length - MOST_STEPS
  return [`(${left} earlier steps are in the JSON report, and the replay sends them)`, ...lines.slice(-MOST_STEPS)]
}

/** The longest printed body of a step, in characters. */
const LONGEST_BODY = 80

/** `2. PUT /items/a?pretty=true {"name":"b"} -> 200`, safe to print. */
export function stepLine({ method, url, body, status, ...sender }: ReportedStep, index: number): string {
  const sent = body === undefined || body === '' ? '' : ` ${cut(body, LONGEST_BODY)}`
  return plainText(`${index + 1}. ${method} ${pathOf(url)}${sentAs(sender)}${sent} -> ${status ?? 'no answer'}`)
}

function value(given: unknown): string {
  return given === undefined ? 'absent' : cut(JSON.stringify(given), LONGEST_VALUE)
}
