import { expect, test } from 'vitest'
import type { Fate, PageFault } from '../../src/prove/proof-page.ts'
import { renderRealDefectsPage } from './real-defects-page.ts'

const KILLED: Fate = { kind: 'killed', row: 'a.b[X|\n]', rows: 2, causes: 3, requests: 12 }

function defect(id: string, fate: Fate, more: Partial<PageFault> = {}): PageFault {
  const source = 'https://github.com/FasterXML/jackson-databind/issues/1234'
  return { id, about: 'It is broken.', violates: 'key-is-masked', level: 'must', source, fate, ...more }
}

const FAULTS: readonly PageFault[] = [
  defect('races.two', { kind: 'outOfReach', reason: 'it takes *two* requests' }, { needs: 'race' }),
  defect('masks.none', KILLED, { needs: 'value', about: 'The property __proto__ holds <b> | `x` & [y].' }),
  defect('masks.alive', { kind: 'survives' }, { needs: 'value', level: 'should' }),
  defect('masks.unseen', { kind: 'notKnown' }, { source: 'https://learn.example.com/a(b)|c d/issues' }),
  { id: 'masks.invented', about: 'Nobody reported it.', violates: 'key-is-masked', level: 'must', fate: KILLED },
  defect('caches.late', KILLED, { needs: 'history', source: 'https://gitlab.com/a/b/c-d/-/merge_requests/7' }),
]

test('the page has a row for each fault with a source, by id, under the counts', () => {
  expect(renderRealDefectsPage(FAULTS)).toMatchInlineSnapshot(`
    "# Defects of real servers

    Rendered by \`conform prove --render\` from the faults and the records beside the suites; do not edit it. Each defect was
    reported in public for a real server or library, and is a fault of the reference server. *Needs* is what finds the fault must
    bring: a history of requests, a race of two requests, or a certain value ([what that means](proving.md#a-new-fault)).
    \`conform serve --fault ID\` starts a server with the defect.

    Found: 2 of 5. Surviving: 1. Out of reach: 1. Not known yet: 1.

    | needs | must | should | all |
    | --- | --- | --- | --- |
    | history | 1 of 1 found | – | 1 of 1 found |
    | race | 0 of 1 found | – | 0 of 1 found |
    | value | 1 of 1 found | 0 of 1 found | 1 of 2 found |
    | a plain request | 0 of 1 found | – | 0 of 1 found |
    | all | 2 of 4 found | 0 of 1 found | 2 of 5 found |

    | defect | source | needs | level | found by |
    | --- | --- | --- | --- | --- |
    | \`caches.late\`<br>It is broken. | [c-d#7](https://gitlab.com/a/b/c-d/-/merge_requests/7) | history | must | \`a.b[X\\|\\n]\` |
    | \`masks.alive\`<br>It is broken. | [jackson-databind#1234](https://github.com/FasterXML/jackson-databind/issues/1234) | value | should | **survives** |
    | \`masks.none\`<br>The property \\_\\_proto\\_\\_ holds \\<b\\> \\| \\\`x\\\` \\& \\[y\\]. | [jackson-databind#1234](https://github.com/FasterXML/jackson-databind/issues/1234) | value | must | \`a.b[X\\|\\n]\` |
    | \`masks.unseen\`<br>It is broken. | [learn.example.com](https://learn.example.com/a%28b%29%7cc%20d/issues) | a plain request | must | *not known* |
    | \`races.two\`<br>It is broken. | [jackson-databind#1234](https://github.com/FasterXML/jackson-databind/issues/1234) | race | must | out of reach: it takes \\*two\\* requests |
    "
  `)
})
