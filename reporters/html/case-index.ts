import type { Cause, Report, Result } from '../../src/report/report.ts'
import { RANK } from '../text/by-level.ts'
import { quotedId } from '../text/quoted-id.ts'
import { plainText, shortPlainText } from '../text/plain-text.ts'
import type { Markup } from './markup.ts'
import { locationText } from '../text/wording.ts'

/**
 * The cases as data for the script of the page, in a script element that no browser runs. Texts that repeat stand once, in tables;
 * a case has their numbers. `<` is escaped, so that no text ends the element.
 */
export function caseIndex({ results, causes, requirements }: Report): Markup {
  const tables = { titles: table(), requirements: table(), places: table(), replays: table(), reasons: table() }
  for (const { id } of requirements) tables.requirements(id)
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  const causeNumbers = new Map(causes.map(({ id }, index) => [id, index]))
  const cases = results.map((result) => [
    plainText(result.id),
    tables.titles(plainText(result.title)),
    result.status,
    Math.round(result.durationMs * 10) / 10,
    requirementsOf(result).map(tables.requirements),
    [...new Set(result.findings.flatMap(({ cause }) => causeNumbers.get(cause) ?? []))],
    tables.places(plainText(locationText(result.location))),
    tables.replays(plainText(result.replay.command.replace(quotedId(result.id), '{id}'))),
    levelOf(result, levels),
    result.reason === undefined ? -1 : tables.reasons(plainText(result.reason)),
    result.flaky === true ? 1 : 0,
    result.lane ?? 0,
  ])
  const index = {
    ...Object.fromEntries(Object.entries(tables).map(([name, one]) => [name, one.texts])),
    causes: causes.map(causeOf),
    cases,
  }
  return { markup: `${START}${safe(JSON.stringify(index))}</script>\n` }
}

/** The start tag of the data. */
export const START = '<script type="application/json" id="index">'

/** The most characters of the message of a cause in a list of causes. */
const LONGEST = 300

function causeOf({ id, message }: Cause): readonly string[] {
  return [id, shortPlainText(message, LONGEST)]
}

/** A table of texts: the function returns the number of a text. */
function table(): ((text: string) => number) & { readonly texts: readonly string[] } {
  const texts: string[] = []
  const numbers = new Map<string, number>()
  const number = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, texts.length)
    return texts.push(text) - 1
  }
  return Object.assign(number, { texts })
}

/** The requirements that a case declares or breaks. */
function requirementsOf({ requirements, findings }: Result): readonly string[] {
  return [...new Set([...requirements, ...findings.map(({ requirement }) => requirement)])]
}

/** The highest level of its findings; without any, of its requirements. */
function levelOf({ requirements, findings }: Result, levels: ReadonlyMap<string, string>): string {
  const found = findings.length > 0 ? findings.map(({ level }) => level) : requirements.map((id) => levels.get(id))
  return Object.keys(RANK).find((level) => found.some((one) => one === level)) ?? 'observe'
}

function safe(json: string): string {
  return json.replaceAll('<', String.raw`\u003c`).replaceAll(/##(?=\w*\[)/g, String.raw`#\u0023`)
}
