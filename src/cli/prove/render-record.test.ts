import { expect, test } from 'vitest'
import { renderRecord } from './render-record.ts'

test('a record file has a line for each entry, in the order of their ids', () => {
  const text = renderRecord({
    cases: { 'b.two': {}, 'a.one': { kills: 2, row: 'a.one[X]', fault: 'f' } },
    faults: {},
    smallestSet: ['b.two', 'a.one[X]'],
  })
  expect(text).toMatchInlineSnapshot(`
    "{
      "cases": {
        "a.one": { "kills": 2, "row": "a.one[X]", "fault": "f" },
        "b.two": {}
      },
      "faults": {},
      "smallestSet": [
        "a.one[X]",
        "b.two"
      ]
    }
    "
  `)
  expect(JSON.parse(text)).toEqual({
    cases: { 'a.one': { kills: 2, row: 'a.one[X]', fault: 'f' }, 'b.two': {} },
    faults: {},
    smallestSet: ['a.one[X]', 'b.two'],
  })
})
