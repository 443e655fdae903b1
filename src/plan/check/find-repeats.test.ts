import { expect, test } from 'vitest'
import { mistakesIn } from '../../suite/mistakes.test-support.ts'

test('an expectation that an invariant makes on the same exchange, in each row, is rejected', async () => {
  const mistakes = await mistakesIn('repeated-invariant')
  expect(mistakes.replaceAll(/(invariants\.yaml):\d+/g, '$1:LINE')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/repeated-invariant.yaml:11:69  the invariant "the total is exact" (suites/integrations/invariants.yaml:LINE) expects this already
    fixtures/rejected/repeated-invariant.yaml:24:76  the invariant "links keep the other query parameters" (suites/integrations/invariants.yaml:LINE) expects this already
    fixtures/rejected/repeated-invariant.yaml:26:84  the invariant "no part of a secret appears outside its property" (suites/integrations/invariants.yaml:LINE) expects this already
    fixtures/rejected/repeated-invariant.yaml:28:66  the invariant "a key shows no more than its last four characters" (suites/integrations/invariants.yaml:LINE) expects this already
    "
  `)
})
