import { expect, test } from 'vitest'
import type { Proof } from '../src/prove/proof.ts'
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
    },
    {
      id: 'races.two',
      about: 'Two at once.',
      violates: 'list-holds-each-once',
      level: 'must',
      outOfReach: 'it takes a race',
      killed: false,
      by: [],
      causes: 0,
    },
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
    cases         2: 1 kill at least one fault

    3.00 causes a fault; most:
         3  masks.none

    out of reach (1)
      races.two: it takes a race
    requirements that no fault violates (1): url-is-masked
    1 row kill all: a.b[X]
    1 min 1 s

    ✔ PROVED
    "
  `)
  const broken = renderProof({ ...PROOF, full: false, problems: ['the case a.c kills nothing'] })
  expect(broken).toMatch(/\n✖ the case a\.c kills nothing\n✖ NOT PROVED: 1 problem\n$/)
  expect(broken).not.toContain('causes a fault')
})

test('the page has tables of servers, faults and cases', () => {
  expect(renderProofPage(PROOF)).toMatchInlineSnapshot(`
    "# The proof

    Written by \`conform prove --full --update\`; do not edit it. The suite was fired at servers whose rights and wrongs
    are known: the reference, variants of it that conform, servers that always answer the same, and the reference broken on
    purpose.

    ## Servers that conform

    | server | what is different | verdict | warnings |
    | --- | --- | --- | --- |
    | \`reference\` | As it is. | conforms | 0 |
    | \`put.replaces\` | PUT replaces. | conforms | 1 |

    ## Servers that always answer the same

    No case at level must may pass on one, but for those that say why.

    | server | what it answers | cases passed | that may |
    | --- | --- | --- | --- |
    | \`empty\` | Always {}. | 0 | 2 |

    ## Faults

    1 of 2 are killed. 3.00 causes are reported for each; ideal is one.

    | fault | what is broken | violates | killed by | causes |
    | --- | --- | --- | --- | --- |
    | \`masks.none\` | No masks. | \`key-is-masked\` (must) | 2 rows, \`a.b[X]\` among them | 3 |
    | \`races.two\` | Two at once. | \`list-holds-each-once\` (must) | out of reach: it takes a race | 0 |

    ## Cases

    | case | level | faults killed | the one that fewest others find |
    | --- | --- | --- | --- |
    | \`a.b\` | must | 1 | \`masks.none\` |
    | \`a.seen\` | observe | 0 | only observes |

    ## The smallest set

    1 row kill every fault that is killed: \`a.b[X]\`.

    ## Requirements without a fault

    \`url-is-masked\`.
    "
  `)
})
