import { expect, test } from 'vitest'
import { createRecord, noteProblem } from './case-record.ts'

const CONTEXT = {
  law: 'shows',
  level: 'must',
  ownLevel: 'must',
  subject: 'thing',
  location: { file: 'things.yaml', line: 1, column: 1 },
} as const

test('many findings do not hide the first of another level', () => {
  const record = createRecord()
  const note = (signature: string, level?: 'should'): void =>
    noteProblem(
      record,
      { signature, message: '', at: 'body#', expected: 1, actual: null, ...(level === undefined ? {} : { level }) },
      CONTEXT,
    )
  for (let count = 0; count < 30; count += 1) note(`null-${count}`, 'should')
  note('lost')
  note('lost too')
  expect(record.findings.filter(({ level }) => level === 'should')).toHaveLength(20)
  expect(record.findings.flatMap(({ level, signature }) => (level === 'must' ? signature : []))).toEqual(['lost'])
})
