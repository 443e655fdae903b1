import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { groupByCause } from '../../src/report/causes.ts'
import { diffReports } from '../../src/report/diff.ts'
import { createMatrix } from '../../src/report/matrix.ts'
import { renderDiffPage } from '../compared/diff-page.ts'
import { renderMatrixPage } from '../compared/matrix-page.ts'
import { HOSTILE, render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { htmlReport } from './html.ts'
import { largeReport } from './large-report.test-support.ts'

/** Another browser of the same kind may stand elsewhere. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

describe.runIf(process.env['BROWSER'] === 'all')('the page in a browser', () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'html-report-'))
    // CI runs as root, where Chromium has no sandbox.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens a report from the disk, and fails at the end if the page reports an error or asks the network for anything. */
  async function open(report: Report = SAMPLE, view: View = {}): Promise<Opened> {
    return openPage(render(htmlReport, report).at(-1) ?? '', view)
  }

  async function openPage(
    text: string,
    { hash = '', dark = false, scripts = true, width = 1280 }: View = {},
  ): Promise<Opened> {
    const file = join(folder, `${Math.random()}.html`)
    writeFileSync(file, text)
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('console', (message) => faults.push(message.text()))
    page.on('dialog', (dialog) => faults.push(dialog.message()))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) faults.push(request.url())
    })
    await page.goto(`${pathToFileURL(file).href}${hash}`)
    return { page, faults }
  }

  test('opens without an error and without the network, and shows verdict, causes and requirements', async () => {
    const { page, faults } = await open()
    expect(await page.locator('h1').textContent()).toBe('Violates')
    expect(await page.locator('.cause h3').first().textContent()).toBe(
      'POST …/things/DATADOG: expected status 409; the answer is 200',
    )
    expect(await page.locator('.cause .sentence').first().textContent()).toBe('Rule: A second create is answered 409.')
    expect(await page.locator('.start').innerText()).toContain("conform run 'create.twice[DATADOG]' --seed 42")
    expect(await page.locator('.matrix').count()).toBeGreaterThan(1)
    expect(await page.locator('#rows > li').count()).toBe(SAMPLE.results.length)
    expect(faults).toEqual([])
  })

  test('a cause leads to its exchange, and a case back to its cause', async () => {
    const { page, faults } = await open()
    const cause = page.locator('[id="cause-second-create-conflicts/accepted"]')
    await cause.locator('> summary').click()
    expect(await cause.innerText()).toContain('POST /api/things/DATADOG')
    await cause.locator('.cases a', { hasText: 'create.twice[SLACK]' }).click()
    const row = page.locator('details.case[open]')
    expect(await row.locator('summary').innerText()).toContain('create.twice[SLACK]')
    expect(await row.innerText()).toContain("conform run 'create.twice[SLACK]' --seed 42")
    expect(await row.innerText()).toContain('suites/sample/create.yaml:14:5')
    await row.getByRole('link', { name: 'The cause, shown by create.twice[DATADOG]' }).click()
    await expect.poll(async () => page.evaluate('location.hash')).toBe('#cause-second-create-conflicts/accepted')
    expect(faults).toEqual([])
  })

  test('the list is filtered by text, status, level, requirement and cause', async () => {
    const { page } = await open()
    const ids = (): Promise<string[]> => page.locator('#rows summary .id').allTextContents()
    await page.selectOption('[name=status]', 'skip')
    await expect.poll(ids).toEqual(['delete.twice[SLACK]'])
    await page.click('button[type=reset]')
    await page.selectOption('[name=level]', 'should')
    await expect.poll(ids).toEqual(['read.masked[SLACK]'])
    await page.click('button[type=reset]')
    await page.selectOption('[name=requirement]', 'update-succeeds')
    await expect.poll(ids).toEqual(['update.once'])
    await page.click('button[type=reset]')
    await page.fill('[name=text]', 'TWICE[')
    await expect.poll(ids).toEqual(['create.twice[DATADOG]', 'create.twice[SLACK]', 'delete.twice[SLACK]'])
    await page.press('[name=text]', 'Escape')
    await page.selectOption('[name=cause]', 'mask-is-kept/wrong-error-code')
    await expect.poll(ids).toEqual(['read.masked[SLACK]'])
    expect(await page.locator('#count').textContent()).toBe('1 of 10 cases')
  })

  test.each([
    ['#cause-conflict-code/wrong-error-code', '.cause[open] summary', 'ALREADY_THERE'],
    ['#case-create.twice%5BSLACK%5D', '.case[open] summary', 'create.twice[SLACK]'],
    ['#cases?status=skip', '#rows summary', 'delete.twice[SLACK]'],
  ])('the address %s opens its part', async (hash, selector, text) => {
    const { page } = await open(SAMPLE, { hash })
    expect(await page.locator(selector).first().innerText()).toContain(text)
  })

  test('a case opens where more than a hundred cases before it hold its id', async () => {
    const failed = Array.from({ length: 120 }, (_, index) =>
      sampleResult({ id: `a.case[${index}]`, status: 'fail', findings: [sampleFinding()] }),
    )
    const results = [...failed, sampleResult({ id: 'a.case', status: 'pass' })]
    const { page } = await open({ ...SAMPLE, results, causes: groupByCause(results) }, { hash: '#case-a.case' })
    expect(await page.locator('.case[open] summary .id').allTextContents()).toEqual(['a.case'])
  })

  test('a link that follows a letter at once keeps its case open', async () => {
    const { page } = await open()
    await page.evaluate(`
      document.querySelector('[name=text]').dispatchEvent(new Event('input', { bubbles: true }))
      location.hash = '#case-create.twice%5BSLACK%5D'`)
    await page.locator('.case[open]').waitFor()
    await page.waitForTimeout(200)
    expect(await page.locator('.case[open] summary .id').allTextContents()).toEqual(['create.twice[SLACK]'])
  })

  test('keys alone reach a cause, open it and move to the next', async () => {
    const { page } = await open()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the causes')
    await page.keyboard.press('Enter')
    // A browser tells the page of a new address in a task of its own, some time after the key.
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.parentElement.id')
    await expect.poll(focused).toBe('cause-second-create-conflicts/accepted')
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('cause-body-is-as-documented/breaks-type')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(async () => page.locator('.cause[open]').count()).toBe(1)
  })

  test('an answer full of markup does nothing', async () => {
    const attack = `</pre></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>${HOSTILE}`
    const finding = sampleFinding({ message: attack, actual: attack, expected: attack, at: `body#/${attack}` })
    const results = [
      sampleResult({
        id: `a.b[${attack}]`,
        title: attack,
        status: 'fail',
        findings: [finding],
        exchanges: [sampleExchange(attack, attack)],
      }),
      sampleResult({ id: 'c.d', title: attack, status: 'skip', reason: attack }),
    ]
    const { page, faults } = await open({ ...SAMPLE, target: attack, results, causes: groupByCause(results) })
    await page.locator('.cause > summary').first().click()
    for (const row of await page.locator('#rows summary').all()) await row.click()
    expect(await page.locator('img, script:not([type])').count()).toBe(0)
    expect(await page.locator('.cause pre').allTextContents()).toContainEqual(expect.stringContaining('<img src=x'))
    expect(faults).toEqual([])
  })

  test.each([
    ['light', false],
    ['dark', true],
  ])('axe finds no violation of WCAG A and AA, %s', async (_, dark) => {
    const { page } = await open(SAMPLE, { dark })
    await page.locator('.cause > summary').first().click()
    await page.locator('#rows summary').nth(1).click()
    expect(await violations(page)).toEqual([])
  })

  test('a phone shows the page without moving it sideways', async () => {
    const long = 'no-presumed-secret-stands-elsewhere-in-any-answer'
    const operations = {
      list: 'violated',
      create: 'verified',
      read: 'verified',
      update: 'verified',
      delete: 'verified',
    }
    const requirements = SAMPLE.requirements.map((one) => ({ ...one, id: `${one.id}-${long}` }))
    const judged = requirements.map((one) => (one.status === 'unverified' ? one : { ...one, operations }))
    const { page } = await open({ ...SAMPLE, requirements: judged as Report['requirements'] }, { width: 390 })
    await page.evaluate("for (const cause of document.querySelectorAll('.cause')) cause.open = true")
    expect(await page.locator('.cause[open] .exchange, .cause[open] pre').first().isVisible()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })

  const better: Report = { ...SAMPLE, results: SAMPLE.results.map(({ id }) => sampleResult({ id, status: 'pass' })) }
  const four = ['one', 'two', 'three', 'four'].map((name) => ({ name: `server-${name}`, report: SAMPLE }))
  test.each([
    ['a matrix', renderMatrixPage(createMatrix(four))],
    ['a comparison', renderDiffPage(diffReports(better, SAMPLE))],
  ])('a phone shows %s without moving the page sideways, and axe finds no violation', async (_, text) => {
    const { page, faults } = await openPage(text, { width: 390, dark: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(await violations(page)).toEqual([])
    const wide = await openPage(text)
    expect(await violations(wide.page)).toEqual([])
    expect([...faults, ...wide.faults]).toEqual([])
  })

  test('without a script, verdict, causes with their evidence and requirements are there', async () => {
    const { page } = await open(SAMPLE, { scripts: false })
    await page.locator('.cause > summary').first().click()
    expect(await page.locator('.cause[open]').innerText()).toContain('POST /api/things/DATADOG')
    expect(await page.locator('#requirements').innerText()).toContain('not verified: SLACK exists in the group')
    expect(await page.locator('noscript').isVisible()).toBe(true)
  })

  test('a print has the causes open, and no form', async () => {
    const { page } = await open()
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    const causes = await page.locator('.cause').count()
    expect(await page.locator('.cause[open]').count()).toBe(causes)
    expect(await page.locator('#filters').isVisible()).toBe(false)
    expect((await page.pdf()).subarray(0, 4).toString()).toBe('%PDF')
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    expect(await page.locator('.cause[open]').count()).toBe(0)
  })

  test('a list of 5,000 cases is drawn in parts', async () => {
    const { page, faults } = await open(largeReport({ cases: 5_000, failures: 900, causes: 120 }))
    expect(await page.locator('#count').textContent()).toBe('5,000 cases')
    expect(await page.locator('#rows > li').count()).toBe(100)
    await page.click('#more')
    expect(await page.locator('#rows > li').count()).toBe(200)
    await page.fill('[name=text]', 'value-4999')
    await expect.poll(async () => page.locator('#rows > li').count()).toBe(1)
    expect(faults).toEqual([])
  })
})

interface View {
  readonly hash?: string
  readonly dark?: boolean
  readonly scripts?: boolean
  /** In pixels. */
  readonly width?: number
}

interface Opened {
  readonly page: Page
  /** Errors, dialogs, messages of the console, and requests beyond the disk. */
  readonly faults: readonly string[]
}

/** The ids of violated rules, with the elements. The inspector stands in a world of its own: the policy of the page forbids it. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: inspector } = globalThis as unknown as { axe: { run: (options: object) => Promise<Found> } }
    const { violations: found } = await inspector.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}
