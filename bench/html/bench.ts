import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { htmlReport } from '../../reporters/html/html.ts'
import { largeReport } from '../../reporters/html/large-report.test-support.ts'
import { PLAIN } from '../../reporters/sample-report.test-support.ts'

/** Measures the HTML report of 5,000 cases and 900 failures: its rendering, its size, and its first paint in Chromium. */
const folder = mkdtempSync(join(tmpdir(), 'html-report-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const print = (text: string): void => void process.stdout.write(`${text}\n`)

const report = largeReport({ cases: 5_000, failures: 900, causes: 120 })
const file = join(folder, 'report.html')
const started = performance.now()
writeFileSync(file, [...(htmlReport.create(PLAIN).pieces?.(report) ?? [])].join(''))
print(`rendered in ${Math.round(performance.now() - started)} ms`)
print(`size ${(statSync(file).size / 1_000_000).toFixed(2)} MB`)

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const paints: number[] = []
const ready: number[] = []
for (let round = 0; round < 7; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(pathToFileURL(file).href)
  paints.push(await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
  ready.push(await page.evaluate<number>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
  await page.close()
}
await browser.close()
print(
  `first contentful paint ${median(paints)} ms, list of cases ready ${median(ready)} ms (medians of ${paints.length})`,
)

function median(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0)
}
