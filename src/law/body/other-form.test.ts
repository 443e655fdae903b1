import { expect, test } from 'vitest'
import { isOtherForm } from './other-form.ts'

const NAMES = [
  'body',
  'jsonBody',
  'base64Body',
  'bodyFileName',
  'htmlBody',
  'name',
  'fileName',
  'image',
  'image_base64',
]

test('a value in another form is told from a value of its own', () => {
  expect(NAMES.filter((name) => isOtherForm(name, NAMES))).toEqual([
    'jsonBody',
    'base64Body',
    'bodyFileName',
    'image_base64',
  ])
})

test('a form without the plain value beside it stays', () => {
  expect(['base64Body', 'contentJson'].filter((name) => isOtherForm(name, ['base64Body', 'contentJson']))).toEqual([])
})
