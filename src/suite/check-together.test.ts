import { expect, test } from 'vitest'
import { mistakesIn } from './mistakes.test-support.ts'

test('requests at the same moment are at most eight, and have expectations in their own places', async () => {
  expect(await mistakesIn('together')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/together.yaml:8:5  9 requests are sent at the same moment; at most 8 are allowed
    fixtures/rejected/together.yaml:18:5  "save" is not allowed beside "together", which has several answers; move it into another step
    fixtures/rejected/together.yaml:19:5  "then" is not allowed beside "together", which has several answers; move it into another step
    fixtures/rejected/together.yaml:17:34  "status" judges one answer; move it to "expect" of a request under "together"
    fixtures/rejected/together.yaml:28:41  "$other" is not a column of this case, and no step saves it; text that starts with $ is written $$
    fixtures/rejected/together.yaml:27:48  "unchanged" judges more than one answer, so it cannot stand at a request under "together"
    fixtures/rejected/together.yaml:22:9  this case expects nothing; add "expect"
    fixtures/rejected/together.yaml:33:42  "concurrent" judges requests at the same moment; it needs "together"
    fixtures/rejected/together.yaml:31:5  "rounds" is for a case with "together"; other cases answer alike each time
    fixtures/rejected/together.yaml:37:5  "forall" is not allowed beside "together"; write the values of the requests
    fixtures/rejected/together.yaml:40:9  a case needs exactly one of "send", "walk", "together" and "steps"
    "
  `)
})

test('requests at the same moment are checked as others are', async () => {
  expect(await mistakesIn('together-claims')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/together-claims.yaml:5:5  the case writes DATADOG without a claim; add DATADOG under "given", as absent or configured
    fixtures/rejected/together-claims.yaml:5:5  "SLACK" has no payload "ful"; did you mean "full"?
    "
  `)
})

test('an expectation of one of several requests does not repeat an invariant', async () => {
  const mistakes = await mistakesIn('together-repeats')
  expect(mistakes.replaceAll(/(invariants\.yaml):\d+/g, '$1:LINE')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/together-repeats.yaml:8:99  the invariant "a page has links, among them self" (suites/integrations/invariants.yaml:LINE) expects this already
    "
  `)
})
