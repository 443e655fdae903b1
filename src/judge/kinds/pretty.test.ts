import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

const plain = '{"teamName":"x  y","channelName":[1,2]}'
const printed = '{\n  "teamName" : "x  y",\n  "channelName" : [ 1, 2 ]\n}\n'

test('another layout has a layout other than the default between tokens', () => {
  expect(problemsOf('pretty', { unlike: plain }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { unlike: plain }, { body: `${plain}\n` })).toEqual([
    {
      message: 'expected a layout other than the default; both have 0 characters of white space',
      at: 'body#',
      expected: 'a layout other than the default',
      actual: '0 characters of white space',
    },
  ])
})

test('a printed body has white space between tokens', () => {
  expect(problemsOf('pretty', { spaced: true }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { spaced: true }, { body: `${plain}\n` })).toEqual([
    {
      message: 'expected white space between tokens; there is none',
      at: 'body#',
      expected: 'white space between tokens',
      actual: 'none',
    },
  ])
})

test('the same layout has the same count of white space', () => {
  expect(problemsOf('pretty', { like: plain }, { body: plain })).toEqual([])
  expect(problemsOf('pretty', { like: plain }, { body: printed })).toMatchObject([
    {
      message: 'expected the default layout with 0 characters of white space; the answer has 14',
      expected: '0 characters of white space',
    },
  ])
})

test('the same body in another layout passes', () => {
  expect(problemsOf('pretty', { sameAs: plain }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { sameAs: plain }, { body: '{"channelName": [1,2], "teamName":"x  y"}' })).toEqual([])
  expect(
    problemsOf('pretty', { sameAs: '{"id":1,"links":[],"teamName":2}' }, { body: '{"id":3,"teamName":2}' }),
  ).toEqual([])
  const linked = '{"links":[{"href":"x"}],"teamName":2}'
  expect(problemsOf('pretty', { sameAs: linked }, { body: linked.replace('x', 'x?pretty=true') })).toEqual([])
  expect(problemsOf('pretty', { sameAs: linked }, { body: '{"teamName":2}' })).toHaveLength(1)
  expect(problemsOf('pretty', { sameAs: plain }, { body: '{"teamName":"x y","channelName":[1,2]}' })).toEqual([
    {
      message: 'expected the same body except for white space; the bodies differ',
      at: 'body#',
      expected: { teamName: 'x  y', channelName: [1, 2] },
      actual: { teamName: 'x y', channelName: [1, 2] },
    },
  ])
  // The lengths of masks may differ.
  expect(problemsOf('pretty', { sameAs: '{"apiKey":"****ab12"}' }, { body: '{"apiKey":"*********ab12"}' })).toEqual([])
  expect(problemsOf('pretty', { sameAs: '{"apiKey":"****ab12"}' }, { body: '{"apiKey":"****ab13"}' })).toHaveLength(1)
  // Undeclared values may differ.
  expect(problemsOf('pretty', { sameAs: '{"at":1,"teamName":"x"}' }, { body: '{"at":2,"teamName":"x"}' })).toEqual([])
  expect(problemsOf('pretty', { sameAs: plain }, { body: '<html>' })).toMatchObject([{ actual: '<html>' }])
})

test('texts are equal only with the same escapes', () => {
  expect(problemsOf('pretty', { sameAs: '{"teamName":"é"}' }, { body: '{ "teamName": "é" }' })).toEqual([])
  expect(problemsOf('pretty', { sameAs: '{"teamName":"é"}' }, { body: '{ "teamName": "\\u00e9" }' })).toHaveLength(1)
  expect(
    problemsOf('pretty', { sameAs: '{"\\u0069d":"1","teamName":2}' }, { body: '{ "id": "2", "teamName": 2 }' }),
  ).toEqual([])
  expect(problemsOf('pretty', { sameAs: '{"teamName":"/"}' }, { body: '{ "teamName": "\\/" }' })).toHaveLength(1)
})

test('the tokens have the same order, unless the saved texts differ in order', () => {
  const sorted = '{"channelName":[1,2],"teamName":"x  y"}'
  expect(problemsOf('pretty', { tokensOf: [plain, plain] }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { tokensOf: [plain, sorted] }, { body: sorted })).toEqual([])
  const [own, others] = ['{"teamName":1,"links":[{"href":"x"}]}', '{"teamName":1,"links":[{"href":"x?pretty=true"}]}']
  expect(problemsOf('pretty', { tokensOf: [own, own] }, { body: others })).toEqual([])
  expect(problemsOf('pretty', { tokensOf: [plain, plain] }, { body: sorted })).toEqual([
    {
      message: 'expected the same tokens in the same order; the tokens differ',
      at: 'body#',
      expected: plain,
      actual: sorted,
    },
  ])
})

test('white space in a text is not layout', () => {
  expect(problemsOf('pretty', { unlike: '{"teamName":"x y"}' }, { body: '{"teamName":"x  y"}' })).toHaveLength(1)
  expect(problemsOf('pretty', { unlike: '{"teamName":"x\\" y"}' }, { body: '{"teamName":"x\\"  y"}' })).toHaveLength(1)
})

test('a hostile body takes linear time', () => {
  const body = `"${'\\"'.repeat(500_000)}`
  expect(problemsOf('pretty', { unlike: '{}' }, { body })).toHaveLength(1)
})
