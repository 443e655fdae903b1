import { expect, test } from 'vitest'
import { renderBaseline } from './render-baseline.ts'

const NEW = { requirement: 'r', cause: 'r/lost', cases: ['a.one[X,y]', 'a.two'], message: 'expected X;\n it is # lost' }

test('a new baseline has a header, and a comment with the message of each entry', () => {
  expect(renderBaseline(undefined, { kept: new Map(), added: [NEW] }, 'sample')).toMatchInlineSnapshot(`
    "# The known failures of this server. They stay failures, and do not gate the verdict.
    # \`conform baseline\` writes requirement, cause and cases. By hand: reason, owner, link and expires (such as 2027-01-31).

    contract: sample
    entries:
      # expected X; it is # lost
      - requirement: r
        cause: r/lost
        cases:
          - a.one[X,y]
          - a.two
    "
  `)
  expect(renderBaseline(undefined, { kept: new Map(), added: [] }, 'sample')).toContain('entries: []\n')
})

test('hand-written fields, comments and the order of entries stay', () => {
  const text = `# ours
contract: sample
entries:
  # about one
  - id: one
    cause: r/one
    requirement: r
    cases: [a.one, a.gone]  # two of them
    reason: because
    owner: team # Ada
    link: https://example.com/1
    expires: 2027-01-31
  - cause: r/two
    requirement: r
    cases:
      - a.two # stays
  - cause: r/three
    requirement: r
    cases: [a.three]
`
  const kept = new Map([
    [0, ['a.one']],
    [1, ['a.two']],
  ])
  expect(renderBaseline(text, { kept, added: [NEW] }, 'sample')).toMatchInlineSnapshot(`
    "# ours
    contract: sample
    entries:
      # about one
      - id: one
        cause: r/one
        requirement: r
        cases:
          - a.one
        reason: because
        owner: team # Ada
        link: https://example.com/1
        expires: 2027-01-31
      - cause: r/two
        requirement: r
        cases:
          - a.two # stays
      # expected X; it is # lost
      - requirement: r
        cause: r/lost
        cases:
          - a.one[X,y]
          - a.two
    "
  `)
})

test('the comment of an entry goes with the entry', () => {
  const first = renderBaseline(
    undefined,
    { kept: new Map(), added: [NEW, { ...NEW, cause: 'r/b', message: 'b' }] },
    'c',
  )
  const rest = renderBaseline(first, { kept: new Map([[1, NEW.cases]]), added: [] }, 'c')
  expect(rest).toContain('entries:\n  # b\n  - requirement: r\n    cause: r/b\n')
  expect(rest).not.toContain('expected X')
})

test('a baseline that loses its last entry can be read again', () => {
  const text = 'contract: sample\nentries:\n  - cause: r/one\n    requirement: r\n    cases: [a.one]\n'
  expect(renderBaseline(text, { kept: new Map(), added: [] }, 'sample')).toBe('contract: sample\nentries: []\n')
})
