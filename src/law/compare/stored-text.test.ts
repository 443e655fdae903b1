import { expect, test } from 'vitest'
import { isInStoredForm } from './stored-text.ts'

test.each([
  ['ab', 'AB', [{ 'x-stored-text': ['upper'] }, {}]],
  [' Ab ', 'ab', [{ 'x-stored-text': ['trimmed'] }, { 'x-stored-text': ['lower'] }]],
  ['www', 'www.example.com', [{ 'x-completed-text': true }, {}]],
  ['7', 'no-7', [{}, { 'x-completed-text': true }]],
])('%j is shown as %j in its stored form', (sent, shown, views) => {
  expect(isInStoredForm(sent, shown, views)).toBe(true)
})

test.each([
  ['ab', 'AC', [{ 'x-stored-text': ['upper'] }]],
  ['ab', 'AB', [{}]],
  ['www', 'ww.example.com', [{ 'x-completed-text': true }]],
  ['www', 'www.example.com', [{}]],
  [7, 'AB', [{ 'x-stored-text': ['upper'] }]],
])('%j is shown as %j in another form', (sent, shown, views) => {
  expect(isInStoredForm(sent, shown, views)).toBe(false)
})
