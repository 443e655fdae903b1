import type { Result } from '../../src/report/report.ts'
import type { CaseTexts } from './junit-texts.ts'
import { plainText } from '../text/plain-text.ts'
import { distinct } from '../text/result-detail.ts'
import { splitId } from '../text/split-id.ts'
import type { Unreached } from '../text/unreached.ts'
import { counted } from '../text/wording.ts'
import { element } from '../text/xml.ts'

/** A result, or a case that the run did not reach. */
export type Entry = Result | Unreached

/** Renders a testcase. Its name is the last segment of the id, and the title. */
export function renderCase(entry: Entry, texts: CaseTexts): string {
  const segments = splitId(entry.id)
  const last = segments.at(-1) ?? entry.id
  const attributes = {
    name: 'title' in entry ? `${last}${texts.title(plainText(entry.title))}` : last,
    classname: segments.length > 1 ? segments.slice(0, -1).join('.') : entry.id,
    time: seconds(entry.durationMs),
  }
  const content =
    'title' in entry
      ? [...outcomeOf(entry, texts), ...warningsOf(entry, texts)]
      : [skipped(texts.message(entry.reason))]
  return element('testcase', attributes, content)
}

/** Returns no element or a single element, because readers count elements. */
function outcomeOf(result: Result, texts: CaseTexts): readonly string[] {
  const { status, reason = 'no reason' } = result
  if (status === 'skip') return [skipped(texts.message(reason))]
  if (status === 'inconclusive') {
    const attributes = { type: 'inconclusive', message: texts.message(reason) }
    return [element('error', attributes, texts.outcome(result))]
  }
  if (status !== 'fail') return []
  const known = texts.known(result)
  if (known !== undefined) return [skipped(texts.message(known))]
  const findings = result.findings.filter(({ level }) => level === 'must')
  const [first] = findings
  if (first === undefined) return [element('failure', { message: texts.message(reason) })]
  const more = distinct(findings).length - 1
  const text = texts.told(first, result)
  const message = more === 0 ? text : `${text} (and ${counted(more, 'other cause')})`
  return [element('failure', { type: first.requirement, message }, texts.outcome(result))]
}

function skipped(reason: string): string {
  return element('skipped', { message: reason })
}

function warningsOf(result: Result, texts: CaseTexts): readonly string[] {
  const text = texts.warnings(result)
  return text.length === 0 ? [] : [element('system-out', {}, text)]
}

/** The counts of a list of testcases, as attributes. */
export function countsOf(
  entries: readonly Entry[],
): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> {
  const of = (status: Result['status']): number => entries.filter((entry) => statusOf(entry) === status).length
  return { tests: entries.length, failures: of('fail'), errors: of('inconclusive'), skipped: of('skip') }
}

/** A known failure is skipped, so that it does not gate. */
function statusOf(entry: Entry): Result['status'] {
  return 'known' in entry && entry.status === 'fail' ? 'skip' : entry.status
}

/** Converts milliseconds to seconds with three decimals, as in the XML schema. */
export function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3)
}
