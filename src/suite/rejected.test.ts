import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { TOOL } from '../source/tool.ts'
import { UserError } from '../source/mistake.ts'
import { loadSuites } from './load-suites.ts'
import { mistakesIn } from './mistakes.test-support.ts'

test('no file in fixtures/rejected is accepted', async () => {
  const names = readdirSync(join(TOOL.root, 'fixtures', 'rejected')).map((name) => name.replace(/\.yaml$/, ''))
  expect(names.length).toBeGreaterThan(25)
  for (const name of names) expect(await mistakesIn(name), name).toContain(`fixtures/rejected/${name}.yaml:`)
})

test('a requirement of a suite has an id of its own, a level and a sentence', async () => {
  expect(await mistakesIn('requirement-ids', 'requirement-ids-twice')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/requirement-ids.yaml:6:5  "text" is missing here
    fixtures/rejected/requirement-ids.yaml:6:27  expected one of must, should, observe, not "shall"
    fixtures/rejected/requirement-ids.yaml:11:15  "list-are-fast" is not a requirement of this contract; did you mean "lists-are-fast" (fixtures/rejected/requirement-ids-twice.yaml:5)?
    fixtures/rejected/requirement-ids.yaml:4:11  the contract has a requirement "list-succeeds" already (specs/integrations/requirements.yaml:LINE); choose another id
    fixtures/rejected/requirement-ids-twice.yaml:4:11  the suites have a requirement "lists-are-fast" already (fixtures/rejected/requirement-ids.yaml:5:11); choose another id
    fixtures/rejected/requirement-ids-twice.yaml:5:11  the suites have a requirement "lists-are-fast" already (fixtures/rejected/requirement-ids-twice.yaml:4:11); choose another id
    "
  `)
})

test('an unknown key is rejected', async () => {
  expect(await mistakesIn('unknown-key')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-key.yaml:7:5  unknown key "sned"; did you mean "send"?
    fixtures/rejected/unknown-key.yaml:8:30  unknown key "quary"; did you mean "query"?
    "
  `)
})

test('an unknown expectation is rejected, with the nearest known word or with all known words', async () => {
  expect(await mistakesIn('unknown-expectation')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-expectation.yaml:9:24  unknown expectation "staus"; did you mean "status"?
    fixtures/rejected/unknown-expectation.yaml:10:48  unknown matcher "least"; did you mean "atLeast"?
    fixtures/rejected/unknown-expectation.yaml:11:26  unknown expectation "content"; known are status, refused, mediaType, header, message, json, schema, body, members, equalsSent, defaults, inherited, ids, error, text, page, walked, pretty, redacted, noSecret, unchanged, concurrent
    "
  `)
})

test('an unknown requirement is rejected, with the place of the nearest requirement', async () => {
  expect(await mistakesIn('unknown-requirement')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-requirement.yaml:9:7  "second-create-conflict" is not a requirement of this contract; did you mean "second-create-conflicts" (specs/integrations/requirements.yaml:LINE)?
    fixtures/rejected/unknown-requirement.yaml:10:7  "zzz" is not a requirement of this contract
    fixtures/rejected/unknown-requirement.yaml:14:19  "list-suceeds" is not a requirement of this contract; did you mean "list-succeeds" (specs/integrations/requirements.yaml:LINE)?
    "
  `)
})

test('an excluded requirement is rejected', async () => {
  expect(await mistakesIn('excluded-requirement')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/excluded-requirement.yaml:8:15  "default-page-size" is excluded from the checks (specs/integrations/requirements.yaml:LINE); use another requirement
    "
  `)
})

test('the id of another case is rejected', async () => {
  expect(await mistakesIn('duplicate-id')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/duplicate-id.yaml:9:9  another case already has the id "sample.one" (fixtures/rejected/duplicate-id.yaml:5:9)
    "
  `)
})

test('a retired id in use, a retired id that stands twice, and a successor that is not a case are rejected', async () => {
  expect(await mistakesIn('retired')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/retired.yaml:11:11  "sample.one" is retired here, but a case still has this id (fixtures/rejected/retired.yaml:5:9); delete one of the two
    fixtures/rejected/retired.yaml:12:11  "sample.won", the successor of "sample.old", is not a case; did you mean "sample.one"?
    fixtures/rejected/retired.yaml:13:11  "sample.old" is already retired (fixtures/rejected/retired.yaml:12:11); delete one of the two
    fixtures/rejected/retired.yaml:14:11  "sample.old", the successor of "sample.older", is not a case; it is also retired, and its successor is "sample.won"
    "
  `)
  expect(await mistakesIn('retired-words')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/retired-words.yaml:5:5  "reason" is missing here
    fixtures/rejected/retired-words.yaml:6:54  unknown key "because"; known are id, reason, successor
    fixtures/rejected/retired-words.yaml:6:11  expected a permanent id of segments in lower case, such as create.twice, not "Sample"
    fixtures/rejected/retired-words.yaml:6:27  expected the reason why the case is retired, not ""
    "
  `)
})

test('a value of the wrong type is rejected, with the expected form', async () => {
  expect(await mistakesIn('wrong-type')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/wrong-type.yaml:5:9  expected a permanent id of segments in lower case, such as create.twice, not "Sample One"
    fixtures/rejected/wrong-type.yaml:6:12  expected a sentence that a target can violate, not 12
    fixtures/rejected/wrong-type.yaml:7:13  expected one of credentials, oauth2, digest, otherGroup, emptyGroup, principal.owner, principal.reader, principal.stranger, not "credential"; did you mean "credentials"?
    fixtures/rejected/wrong-type.yaml:8:22  expected a key, or a list of them, not a map
    fixtures/rejected/wrong-type.yaml:9:24  expected list, create, read, update, delete, token, or a column that holds one of them, not "replace"
    fixtures/rejected/wrong-type.yaml:9:38  expected a key of the collection, or $ and the name of a column, not 7
    fixtures/rejected/wrong-type.yaml:9:48  expected a map of query parameters to text, numbers or flags, or $query for the drawn parameter, not "pretty"
    fixtures/rejected/wrong-type.yaml:9:62  expected a map with payload and of, json, raw or base64, or $body for the drawn body, not "DATADOG"
    fixtures/rejected/wrong-type.yaml:11:32  expected a status such as 404, a class such as 4xx, documented, or a list of them, not 99
    fixtures/rejected/wrong-type.yaml:12:33  unknown JSON Pointer "totalCount"; it is empty, or starts with /
    fixtures/rejected/wrong-type.yaml:13:24  expected a map of expectations, such as { status: 200 }, not 200
    "
  `)
})

test('a text that is not YAML is rejected', async () => {
  expect(await mistakesIn('yaml-syntax')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/yaml-syntax.yaml:6:12  this is not YAML: nested mappings are not allowed in compact mappings; put a value with a colon in quotes, or begin the next key in the column of the one before
    fixtures/rejected/yaml-syntax.yaml:7:11  this is not YAML: the { here is never closed; add the } that ends it
    "
  `)
})

test('a key that stands twice is rejected', async () => {
  expect(await mistakesIn('yaml-duplicate-key')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/yaml-duplicate-key.yaml:3:1  this is not YAML: map keys must be unique; there is another "about", and one must go
    "
  `)
})

test('a YAML tag is rejected', async () => {
  expect(await mistakesIn('yaml-tag')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/yaml-tag.yaml:3:8  this is not YAML: unresolved tag: tag:yaml.org,2002:js/function
    "
  `)
})

test('an empty file is rejected', async () => {
  expect(await mistakesIn('empty')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/empty.yaml:1:1  expected keys such as suite:, not null
    "
  `)
})

test('a column that nothing uses is rejected', async () => {
  expect(await mistakesIn('unused-column')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unused-column.yaml:7:27  the column "other" is not used; write $other where its value belongs, or delete the column
    fixtures/rejected/unused-column.yaml:9:24  the column "more" is not used; write $more where its value belongs, or delete the column
    "
  `)
})

test('a reference to neither a column nor a saved value is rejected', async () => {
  expect(await mistakesIn('unknown-name')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/unknown-name.yaml:8:69  "$sise" is not a column of this case, and no step saves it; did you mean "size"?; text that starts with $ is written $$
    fixtures/rejected/unknown-name.yaml:9:63  "$total" is not a column of this case, and no step saves it; text that starts with $ is written $$
    fixtures/rejected/unknown-name.yaml:13:63  "$size" has no value in an invariant; only $key and $status have one
    "
  `)
})

test('an id with an invisible character is rejected', async () => {
  expect(await mistakesIn('invisible-id')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/invisible-id.yaml:9:17  an invisible character of this value would be part of the id of the case; put the value into "rows", in a row with a "name"
    fixtures/rejected/invisible-id.yaml:11:17  an invisible character of this value would be part of the id of the case; put the value into "rows", in a row with a "name"
    fixtures/rejected/invisible-id.yaml:7:25  an invisible character of this value would be part of the id of the case; put the value into "rows", in a row with a "name"
    "
  `)
})

test('a row that lacks a column is rejected', async () => {
  expect(await mistakesIn('row-lacks-a-column')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/row-lacks-a-column.yaml:9:9  this row lacks the column "page" of the first row; add a value
    "
  `)
})

test('pairs of two columns, and pairs of a column that depends on another, are rejected', async () => {
  expect(await mistakesIn('pairs')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/pairs.yaml:8:5  "pairs" needs at least 3 columns in "each"; delete "pairs", or add a column
    fixtures/rejected/pairs.yaml:13:34  the values of "other" depend on another column; list them, or delete "pairs"
    "
  `)
})

test('an action beside "steps" is rejected', async () => {
  expect(await mistakesIn('steps-beside-send')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/steps-beside-send.yaml:7:5  "send" is not allowed beside "steps"; move it into a step
    fixtures/rejected/steps-beside-send.yaml:8:5  "expect" is not allowed beside "steps"; move it into a step
    "
  `)
})

test('a case without an expectation, without an action, or with two actions is rejected', async () => {
  expect(await mistakesIn('no-expectation')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/no-expectation.yaml:5:9  this case expects nothing; add "expect"
    fixtures/rejected/no-expectation.yaml:8:9  a case needs exactly one of "send", "walk", "together" and "steps"
    fixtures/rejected/no-expectation.yaml:11:9  a case needs exactly one of "send", "walk", "together" and "steps"
    "
  `)
})

test('a step or branch without an expectation or without an action is rejected', async () => {
  expect(await mistakesIn('no-expectation-in-a-step')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/no-expectation-in-a-step.yaml:8:9  this step expects nothing; add "expect"
    fixtures/rejected/no-expectation-in-a-step.yaml:9:9  a step needs exactly one of "send", "walk" and "together"
    fixtures/rejected/no-expectation-in-a-step.yaml:13:9  a step needs exactly one of "send", "walk" and "together"
    fixtures/rejected/no-expectation-in-a-step.yaml:17:13  a branch needs exactly one of "send", "walk" and "together"
    fixtures/rejected/no-expectation-in-a-step.yaml:17:13  this branch expects nothing; add "expect"
    "
  `)
})

test('an empty expectation is rejected', async () => {
  expect(await mistakesIn('empty-expectation')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/empty-expectation.yaml:8:13  expected a map of requirement ids to expectations, not an empty map
    fixtures/rejected/empty-expectation.yaml:12:30  expected a map of expectations, such as { status: 200 }, not an empty map
    "
  `)
})

test('a body with two definitions or an incomplete definition is rejected', async () => {
  expect(await mistakesIn('two-bodies')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/two-bodies.yaml:8:52  expected no other word beside "json" in a body, not a map with raw, json
    fixtures/rejected/two-bodies.yaml:8:52  expected no other word beside "raw" in a body, not a map with raw, json
    fixtures/rejected/two-bodies.yaml:13:46  "of" is missing here
    "
  `)
})

test('a pattern that is not a regular expression is rejected', async () => {
  expect(await mistakesIn('no-regular-expression')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/no-regular-expression.yaml:9:58  expected a regular expression, not "["
    fixtures/rejected/no-regular-expression.yaml:10:39  expected a regular expression, not "("
    "
  `)
})

test('the hint has the line of the nearest requirement', async () => {
  const { file, line } = CONTRACT.requirements['second-create-conflicts']?.location ?? { file: '', line: 0 }
  expect(() => loadSuites(['fixtures/rejected/unknown-requirement.yaml'], CONTRACT)).toThrow(UserError)
  expect(() => loadSuites(['fixtures/rejected/unknown-requirement.yaml'], CONTRACT)).toThrow(
    `did you mean "second-create-conflicts" (${file}:${line})?`,
  )
})

test('a file reports the mistakes of its schema and those of its requirements together', async () => {
  expect(await mistakesIn('all-at-once')).toMatchInlineSnapshot(`
    "
    fixtures/rejected/all-at-once.yaml:10:33  unknown key "cod"; did you mean "code"?
    fixtures/rejected/all-at-once.yaml:11:36  unknown expectation "staus"; did you mean "status"?
    fixtures/rejected/all-at-once.yaml:9:7  "second-create-conflict" is not a requirement of this contract; did you mean "second-create-conflicts" (specs/integrations/requirements.yaml:LINE)?
    "
  `)
})

test('all files report their mistakes together, and an id is unique across files', async () => {
  expect(await mistakesIn('unknown-key', 'duplicate-id', 'excluded-requirement', 'duplicate-rows'))
    .toMatchInlineSnapshot(`
      "
      fixtures/rejected/unknown-key.yaml:7:5  unknown key "sned"; did you mean "send"?
      fixtures/rejected/unknown-key.yaml:8:30  unknown key "quary"; did you mean "query"?
      fixtures/rejected/excluded-requirement.yaml:8:15  "default-page-size" is excluded from the checks (specs/integrations/requirements.yaml:LINE); use another requirement
      fixtures/rejected/duplicate-id.yaml:9:9  another case already has the id "sample.one" (fixtures/rejected/duplicate-id.yaml:5:9)
      fixtures/rejected/duplicate-rows.yaml:5:9  another case already has the id "sample.one" (fixtures/rejected/duplicate-id.yaml:5:9)
      "
    `)
})

test('a folder without suites and a path that does not exist have a message', async () => {
  expect(() => loadSuites(['src/judge'], CONTRACT)).toThrow('src/judge has no suite file (*.yaml)')
  expect(() => loadSuites(['suites/nowhere'], CONTRACT)).toThrow(
    'the suites in suites/nowhere cannot be read: there is no such file or folder',
  )
})
