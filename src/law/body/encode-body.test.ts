import { expect, test } from 'vitest'
import { encodeBody } from './request-body.ts'

const partsOf = (value: unknown): { readonly boundary: string; readonly text: string } => {
  const { media, bytes } = encodeBody(value, 'multipart/form-data')
  return { boundary: media.split('boundary=')[1] ?? '', text: new TextDecoder().decode(bytes) }
}

test('the boundary of a form is in none of its fields', () => {
  const usual = partsOf({ a: 'x' }).boundary
  const { boundary, text } = partsOf({ a: `x\r\n--${usual}--\r\n`, [usual]: 'y' })
  expect(text.split(`--${boundary}`)).toHaveLength(4)
})

test('quotes and line ends in the name of a field are encoded, as browsers do', async () => {
  const { media, bytes } = encodeBody({ 'a"b\r\nX-Evil: 1': 'x', größe: 'y' }, 'multipart/form-data')
  const form = await new Response(Buffer.from(bytes), { headers: { 'Content-Type': media } }).formData()
  expect([...form.entries()]).toEqual([
    ['a"b\r\nX-Evil: 1', 'x'],
    ['größe', 'y'],
  ])
})

test('the parts of a deep object and of a deep list are fields of their own', () => {
  const value = {
    name: 'x',
    address: { city: 'a b', lines: ['1', '2'] },
    images: ['u', 'v'],
    tags: ['p', 'q'],
    meta: null,
  }
  const { bytes } = encodeBody(value, 'application/x-www-form-urlencoded', ['address', 'images', 'meta'])
  expect([...new URLSearchParams(new TextDecoder().decode(bytes))].map((field) => field.join('='))).toEqual([
    'name=x',
    'address[city]=a b',
    'address[lines][0]=1',
    'address[lines][1]=2',
    'images[0]=u',
    'images[1]=v',
    'tags=p',
    'tags=q',
    'meta=',
  ])
})

test('null at the top of a form is an empty field, and no text "null"', () => {
  const { bytes } = encodeBody({ name: 'x', url: null, tags: [] }, 'application/x-www-form-urlencoded')
  expect(new TextDecoder().decode(bytes)).toBe('name=x&url=')
  expect(partsOf({ url: null }).text).not.toContain('null')
})
