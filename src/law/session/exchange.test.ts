import { expect, test } from 'vitest'
import { readAnswer } from './exchange.ts'

const valueOf = (text: string, media: string): unknown =>
  readAnswer(
    { status: 200, headers: [['Content-Type', media]], body: new TextEncoder().encode(text) },
    0,
    'GET /values/a',
  ).json

test.each([
  ['{"a":1}', 'application/json', { a: 1 }],
  ['{"a":1}', 'text/plain; charset=utf-8', { a: 1 }],
  ['007', 'text/plain', '007'],
  ['a word', 'application/octet-stream', 'a word'],
  ['<p>a word</p>', 'text/html', undefined],
])('the body %s of the type %s has the value %j', (text, media, value) => expect(valueOf(text, media)).toEqual(value))
