import { expect, test } from 'vitest'
import { documentOf } from '../../resource/document.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { mustLeadSomewhere, mustStay } from './evidence-of-references.ts'

const TEXT = { type: 'string' }
const FOLDER = { type: 'object', properties: { uid: TEXT, title: TEXT } }
const BOARD = { type: 'object', properties: { id: TEXT, title: TEXT, folderUid: TEXT } }

test.each([
  ['A `folderUid` without a folder is answered with 400.', ['/folderUid sure']],
  ['A board without a folder is answered with 400.', []],
  ['A `folderUid` without a folder is kept.', []],
  ['A folder that does not exist is answered with 400.', ['/folderUid sure']],
])('a create says of what it names: %s', (description, expected) => {
  const document = documentOf(
    {
      'POST /folders': { body: FOLDER, answers: { 201: FOLDER } },
      'GET /folders/{folder_uid}': { answers: { 200: FOLDER } },
      'POST /boards': { body: BOARD, answers: { 201: BOARD }, description },
      'GET /boards/{id}': { answers: { 200: BOARD } },
    },
    {},
  )
  const model = inferModel(document)
  const { board } = model.resources
  if (board === undefined) throw new Error('the model has boards')
  const found = mustLeadSomewhere(board, { model, document })
  expect(found.map(({ pointer, certainty }) => `${pointer} ${certainty}`)).toEqual(expected)
})

test.each([
  ['A folder with a board is not deleted (409).', ['/folderUid sure']],
  ['A folder with an open or a published board is not deleted (409).', []],
])('a delete says which members keep a named one: %s', (description, expected) => {
  const document = documentOf(
    {
      'POST /folders': { body: FOLDER, answers: { 201: FOLDER } },
      'GET /folders/{folder_uid}': { answers: { 200: FOLDER } },
      'DELETE /folders/{folder_uid}': { answers: { 204: {}, 409: {} }, description },
      'POST /boards': {
        body: BOARD,
        answers: { 201: BOARD },
        description: 'A `folderUid` without a folder is answered with 400.',
      },
      'GET /boards/{id}': { answers: { 200: BOARD } },
    },
    {},
  )
  const model = inferModel(document)
  const { board } = model.resources
  if (board === undefined) throw new Error('the model has boards')
  expect(mustStay(board, { model, document }).map(({ pointer, certainty }) => `${pointer} ${certainty}`)).toEqual(
    expected,
  )
})
