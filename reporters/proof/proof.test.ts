import { expect, test } from 'vitest'
import type { Fate, PageFault, ProofPage } from '../../src/prove/proof-page.ts'
import type { Proof } from '../../src/prove/proof.ts'
import { renderProof } from './proof.ts'
import { renderProofPage } from './proof-page.ts'

const PROOF: Proof = {
  full: true,
  problems: [],
  conformant: [
    {
      id: 'reference',
      kind: 'reference',
      about: 'As it is.',
      verdict: 'conforms',
      accusedBy: [],
      warnedBy: [],
      ran: 1958,
      skipped: 0,
      mayWarn: false,
      requests: 20_000,
    },
    {
      id: 'put.replaces',
      kind: 'variant',
      about: 'PUT replaces.',
      verdict: 'conforms',
      accusedBy: [],
      warnedBy: ['a.b'],
      ran: 2,
      skipped: 0,
      mayWarn: true,
      requests: 3,
    },
  ],
  nulls: [{ id: 'empty', about: 'Always {}.', passed: [], excused: 2 }],
  faults: [
    {
      id: 'masks.none',
      about: 'No masks.',
      violates: 'key-is-masked',
      level: 'must',
      killed: true,
      by: ['a.b[X]', 'a.c'],
      requests: 12,
      durationMs: 5,
      causes: 3,
      source: 'https://example.com/owner/server/issues/7',
      needs: 'value',
    },
    {
      id: 'races.two',
      about: 'Two at once.',
      violates: 'list-holds-each-once',
      level: 'must',
      outOfReach: 'it takes a race',
      needs: 'race',
      killed: false,
      by: [],
      causes: 0,
    },
  ],
  needs: [
    { needs: 'race', faults: 1, killed: 0 },
    { needs: 'value', faults: 1020, killed: 1001 },
  ],
  cases: [
    { id: 'a.b', level: 'must', kills: 1, witness: { row: 'a.b[X]', fault: 'masks.none' } },
    { id: 'a.seen', level: 'observe', kills: 0 },
  ],
  withoutFault: ['url-is-masked'],
  smallestSet: ['a.b[X]'],
  durationMs: 61_000,
}

test('the terminal proof has counts, and its result is the last line', () => {
  expect(renderProof(PROOF)).toMatchInlineSnapshot(`
    "reference     conforms: 1,958 cases, 20,000 requests
    variants      1: 1 conform
    null servers  1: 1 pass nothing that they may not
    faults        2: 1 killed; half of them within 12 requests
    needs         race 0 of 1, value 1,001 of 1,020
    entries       2: 1 kill at least one fault

    3.00 causes a fault; most:
         3  masks.none

    out of reach (1)
      races.two: it takes a race
    requirements that no fault violates (1): url-is-masked
    1 case kill all: a.b[X]
    1 min 1 s

    ✔ PROVED
    "
  `)
  const broken = renderProof({ ...PROOF, full: false, needs: [], problems: ['the case a.c kills nothing'] })
  expect(broken).not.toContain('needs')
  expect(broken).toMatch(/\n✖ the case a\.c kills nothing\n✖ NOT PROVED: 1 problem\n$/)
  expect(broken).not.toContain('causes a fault')
})

const PAGE: ProofPage = {
  conformant: [
    { id: 'reference', about: 'As it is.', found: { verdict: 'conforms', warnings: 0 } },
    { id: 'put.replaces', about: 'PUT replaces.', found: undefined },
  ],
  nulls: [{ id: 'empty', about: 'Always {}.', found: { passed: 0, excused: 2 } }],
  faults: [
    fault('masks.none', { kind: 'killed', row: 'a.b[X,10\n]', rows: 2, causes: 3, requests: 12 }),
    fault('masks.new', { kind: 'killed', row: 'a.c', rows: undefined, causes: undefined, requests: undefined }),
    fault('masks.alive', { kind: 'survives' }),
    fault('masks.unseen', { kind: 'notKnown' }),
    fault('races.two', { kind: 'outOfReach', reason: 'it takes a race' }),
  ],
  cases: [
    { id: 'a.b', level: 'must', kills: 1, fault: 'masks.none' },
    { id: 'a.c', level: 'must', kills: undefined, fault: 'masks.new' },
    { id: 'a.idle', level: 'must', kills: 0, fault: undefined },
    { id: 'a.gone', level: 'must', kills: undefined, fault: undefined },
    { id: 'a.seen', level: 'observe', kills: undefined, fault: undefined },
  ],
  withoutFault: ['url-is-masked'],
  smallestSet: ['a.b[X]'],
}

function fault(id: string, fate: Fate): PageFault {
  return { id, about: 'It is broken.', violates: 'key-is-masked', level: 'must', fate }
}

test('the page has a table for each kind of entry, and marks unknown values', () => {
  expect(renderProofPage(PAGE)).toMatchInlineSnapshot(`
    "# The proof

    Rendered by \`conform prove --render\` from the records beside the suites; do not edit it. The suite was fired at servers
    whose correct verdict is known: the reference, variants of it that conform, servers that always give the same answer, and
    the reference broken on purpose. A number that no full proof has found out yet is *not known*.

    ## Servers that conform

    | server | what is different | verdict | warnings |
    | --- | --- | --- | --- |
    | \`reference\` | As it is. | conforms | 0 |
    | \`put.replaces\` | PUT replaces. | *not known* | *not known* |

    ## Servers that always answer the same

    No case at level must may pass on one, but for those that say why.

    | server | what it answers | cases passed | that may |
    | --- | --- | --- | --- |
    | \`empty\` | Always {}. | 0 | 2 |

    ## Faults

    2 of 5 are killed. The fate of 1 is not known. 3.00 causes are reported for each; ideal is one. A first kill costs 12 requests in the median, where the cost is known (1).

    | fault | what is broken | violates | killed by | causes |
    | --- | --- | --- | --- | --- |
    | \`masks.none\` | It is broken. | \`key-is-masked\` (must) | 2 cases, \`a.b[X,10\\n]\` among them | 3 |
    | \`masks.new\` | It is broken. | \`key-is-masked\` (must) | \`a.c\`; other cases *not known* | *not known* |
    | \`masks.alive\` | It is broken. | \`key-is-masked\` (must) | **survives** | 0 |
    | \`masks.unseen\` | It is broken. | \`key-is-masked\` (must) | *not known* | *not known* |
    | \`races.two\` | It is broken. | \`key-is-masked\` (must) | out of reach: it takes a race | 0 |

    ## Entries of the suites

    | entry | level | faults killed | the one that fewest others find |
    | --- | --- | --- | --- |
    | \`a.b\` | must | 1 | \`masks.none\` |
    | \`a.c\` | must | *not known* | \`masks.new\` |
    | \`a.idle\` | must | 0 | **nothing** |
    | \`a.gone\` | must | *not known* | *not known* |
    | \`a.seen\` | observe | 0 | only observes |

    ## The smallest set

    1 case kill every fault that is killed: \`a.b[X]\`.

    ## Requirements without a fault

    \`url-is-masked\`.
    "
  `)
})

test('the page says that the smallest set is not known where cases of it are gone', () => {
  expect(renderProofPage({ ...PAGE, smallestSet: undefined })).toContain('*Not known*: cases of it are gone')
})
