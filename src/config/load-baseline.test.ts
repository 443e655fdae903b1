import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { loadBaseline } from './load-baseline.ts'

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'conform-baseline-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'b.yaml')
  writeFileSync(file, text)
  return file
}

function mistakesIn(text: string): string {
  const file = fileWith(text)
  try {
    loadBaseline(file, CONTRACT)
  } catch (error) {
    return (error as Error).message.replaceAll(file, 'b.yaml')
  }
  return 'no mistake'
}

const ENTRY = `
  - requirement: second-create-conflicts
    cause: second-create-conflicts/accepted
    cases: [create.twice]`

test('an entry is named by its cause, or by an id of its own', () => {
  const text = `contract: integrations
entries:${ENTRY}
    reason: overwrites by design
    expires: 2027-01-31
${ENTRY}
    id: other
`
  const { entries } = loadBaseline(fileWith(text), CONTRACT)
  expect(entries.map(({ id }) => id)).toEqual(['second-create-conflicts/accepted', 'other'])
  expect(entries[0]).toMatchObject({ reason: 'overwrites by design', expires: '2027-01-31', location: { line: 3 } })
})

test('each mistake is a sentence with its place', () => {
  expect(mistakesIn('contract: integrations\nentries:\n  - requirement: x\n    case: [a]\n')).toMatchInlineSnapshot(`
    "b.yaml:3:5  "cause" is missing here
    b.yaml:3:5  "cases" is missing here
    b.yaml:4:5  unknown key "case"; did you mean "cause"?"
  `)
  expect(
    mistakesIn(
      'contract: integrations\nentries:\n  - requirement: second-create-conflict\n    cause: second-creates-conflicts/accepted\n    cases: [a]\n    expires: 2027-02-30\n',
    ),
  ).toMatchInlineSnapshot(`
    "b.yaml:3:18  there is no requirement "second-create-conflict"; did you mean "second-create-conflicts"?
    b.yaml:4:12  expected the id of a cause; there is no requirement "second-creates-conflicts"; did you mean "second-create-conflicts"?
    b.yaml:6:14  expected a day of the calendar, not "2027-02-30""
  `)
  expect(mistakesIn(`contract: integrations\nentries:${ENTRY}${ENTRY}\n`)).toMatchInlineSnapshot(
    `"b.yaml:7:12  there is an entry "second-create-conflicts/accepted" already, on line 3; give one of them an id of its own"`,
  )
  expect(mistakesIn(`contract: widgets\nentries: []\n`)).toMatchInlineSnapshot(
    `"b.yaml:1:11  expected a baseline of the contract "integrations", not of "widgets""`,
  )
  expect(mistakesIn(`contract: integrations\nentries:${ENTRY}\n    expires: tomorrow\n`)).toMatchInlineSnapshot(
    `"b.yaml:6:14  expected a day such as 2027-01-31, not "tomorrow""`,
  )
  expect(mistakesIn('entries: [\n')).toMatchInlineSnapshot(
    `"b.yaml:1:10  this is not YAML: the [ here is never closed; add the ] that ends it"`,
  )
  expect(mistakesIn('')).toMatchInlineSnapshot(`"b.yaml:1:1  expected keys such as contract:, not null"`)
})
