import type { Report } from '../../src/report/report.ts'
import type { ReporterFormat } from '../reporter.ts'
import { START } from './case-index.ts'
import { pagePieces } from './page.ts'

/** A page in one file: no network, and all text of a target is inert. */
export const htmlReport: ReporterFormat = {
  name: 'html',
  create: () => ({
    event: (event) => (event.type === 'report' ? [...textPieces(event)].join('') : ''),
    pieces: textPieces,
  }),
  mend: mendMasks,
}

function* textPieces(report: Report): Generator<string> {
  for (const { markup } of pagePieces(report)) yield markup
}

/** Texts hold no plain `<`, so a plain `<secret>` comes from the mask. In the data, it is escaped as JSON. */
function mendMasks(masked: string): string {
  const [page = '', ...data] = masked.split(START)
  return [mendPage(page), ...data.map(mendData)].join(START)
}

function mendPage(text: string): string {
  return text.replaceAll('<secret>', '&lt;secret&gt;')
}

function mendData(text: string): string {
  const end = text.indexOf('</script>')
  return text.slice(0, end).replaceAll('<secret>', String.raw`\u003csecret>`) + mendPage(text.slice(end))
}
