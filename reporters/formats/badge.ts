import type { Report } from '../../src/report/report.ts'
import { jsonText } from '../json/json-text.ts'
import { plainText } from '../text/plain-text.ts'
import { reportFormat } from '../report-format.ts'
import { verdictSubject } from '../text/verdict-sentence.ts'
import { counted } from '../text/wording.ts'
import { violatedRequirements } from '../text/violated-requirements.ts'
import { element, xmlText } from '../text/xml.ts'

/** The text and colour of a badge. */
interface Badge {
  readonly label: string
  readonly message: string
  readonly color: keyof typeof COLORS
}

/** The colours of shields.io, by their names there. */
const COLORS = { brightgreen: '#4c1', yellow: '#dfb317', red: '#e05d44', lightgrey: '#9f9f9f' }

/**
 * A badge with the verdict. A file whose name ends with `.svg` is an image; any other output is the JSON that the endpoint badge of
 * shields.io reads.
 */
export const badge = reportFormat('badge', (report, { file = '' }) => {
  const content = badgeOf(report)
  return [file.toLowerCase().endsWith('.svg') ? renderSvg(content) : renderEndpoint(content)]
})

function badgeOf(report: Report): Badge {
  const { contract, verdict, totals } = report
  const version = contract.asOf ?? contract.version
  const label = plainText(`${contract.name} ${version}`)
  if (verdict === 'inconclusive') return { label, message: 'inconclusive', color: 'lightgrey' }
  if (verdict === 'violates') {
    const violated = violatedRequirements(report)
    // Without any, baseline entries are mended, expired or without a match.
    const message = violated.size === 0 ? 'baseline out of date' : counted(violated.size, 'violation')
    return { label, message, color: 'red' }
  }
  const isPart = report.budget !== undefined || report.shard !== undefined || verdictSubject(report) === 'selection'
  const warnings = totals.warn === 0 ? '' : `, ${counted(totals.warn, 'warning')}`
  return {
    label,
    message: `${isPart ? 'conforms in part' : 'conforms'}${warnings}`,
    color: totals.warn === 0 ? 'brightgreen' : 'yellow',
  }
}

function renderEndpoint(content: Badge): string {
  return `${jsonText({ schemaVersion: 1, ...content }, '')}\n`
}

/** The width of a character of Verdana at 11 pixels, on average. `textLength` makes a text as wide as its box. */
const CHARACTER = 6.6
const PADDING = 10
const HEIGHT = 20

function renderSvg({ label, message, color }: Badge): string {
  const [left, right] = [widthOf(label), widthOf(message)]
  const title = `${label}: ${message}`
  const size = { width: left + right, height: HEIGHT }
  const content = [
    element('title', {}, [xmlText(title)]),
    element('rect', { ...size, rx: 3, fill: '#555' }),
    element('rect', { x: left, width: right, height: HEIGHT, rx: 3, fill: COLORS[color] }),
    // The right corner of the label and the left corner of the message are square.
    element('rect', { x: left, width: 3, height: HEIGHT, fill: COLORS[color] }),
    textElement(label, 0, left),
    textElement(message, left, right),
  ]
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-label': title }
  return `${element('svg', attributes, content)}\n`
}

function textElement(text: string, from: number, width: number): string {
  const attributes = {
    x: from + width / 2,
    y: 14,
    fill: '#fff',
    'font-family': 'Verdana,Geneva,DejaVu Sans,sans-serif',
    'font-size': 11,
    'text-anchor': 'middle',
    textLength: width - PADDING,
  }
  return element('text', attributes, [xmlText(text)])
}

function widthOf(text: string): number {
  return Math.round(text.length * CHARACTER) + PADDING
}
