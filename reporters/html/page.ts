import type { Report } from '../../src/report/report.ts'
import { caseIndex } from './case-index.ts'
import { caseList } from './case-list.ts'
import { detailPieces } from './case-details.ts'
import { causePieces } from './causes.ts'
import { headPart } from './head.ts'
import { latencyPart } from './latency.ts'
import { html, type Markup } from './markup.ts'
import { requirementMatrix } from './matrix.ts'
import { pageFiles, type PageFiles } from './page-files.ts'
import { timeLine } from './time-line.ts'
import { unjudgedPart } from './unjudged.ts'

/** The most bytes of a page: details of cases take what all other parts leave. */
const LIMIT = 4_950_000

/** The page in pieces. Verdict, causes and requirements come first, so that a browser paints them before the rest has arrived. */
export function* pagePieces(report: Report): Generator<Markup> {
  const files = pageFiles()
  const end = [caseIndex(report), { markup: `<script type="module">${files.script}</script>\n</body>\n</html>\n` }]
  let room = LIMIT - sizeOf(end)
  for (const piece of firstPieces(report, files)) {
    room -= sizeOf([piece])
    yield piece
  }
  yield* detailPieces(report, room)
  yield* end
}

function sizeOf(pieces: readonly Markup[]): number {
  return pieces.reduce((sum, { markup }) => sum + Buffer.byteLength(markup), 0)
}

function* firstPieces(report: Report, files: PageFiles): Generator<Markup> {
  yield documentHead(report, files)
  yield headPart(report)
  yield html`<main id="main">
    <div class="first${report.causes.some(({ level }) => level !== 'observe') ? '' : ' calm'}">
   `
  yield* causePieces(report)
  yield requirementMatrix(report)
  yield html`</div>\n`
  yield html`${timeLine(report)}`
  yield html`${latencyPart(report)}`
  yield html`${unjudgedPart(report)}`
  yield caseList(report)
  yield footer(report)
}

function documentHead({ contract, target, verdict }: Report, { style, styleHash, scriptHash }: PageFiles): Markup {
  const policy = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`
  // The policy is made of hashes and needs its quotes as they are.
  return {
    markup: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${html`<title>${verdict}: ${contract.name} ${contract.version} at ${target}</title>`.markup}
<style>${style}</style>
</head>
<body>
<a class="jump" href="#causes">To the causes</a>
`,
  }
}

function footer({ tool }: Report): Markup {
  return html`</main>
<footer><p>${tool.name} ${tool.version}. Keys: <kbd>Tab</kbd> and <kbd>Enter</kbd> everywhere; in a list of causes or cases <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Home</kbd> <kbd>End</kbd>; <kbd>Esc</kbd> clears the search. Each cause and each case has an address of its own.</p></footer>\n`
}
