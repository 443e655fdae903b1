import { expect, test } from 'vitest'
import { decodeBytes } from './decode-bytes.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))

test('UTF-8 becomes its text, with a byte order mark', () => {
  expect(decodeBytes(bytes('{"a":"é€😀"}'))).toBe('{"a":"é€😀"}')
  expect(decodeBytes(bytes('\ufeff{}'))).toBe('\ufeff{}')
})

test('a byte that is part of no character becomes a lone surrogate, and characters beside it stay', () => {
  expect(decodeBytes(bytes('é', [0xff], '😀', [0xc3]))).toBe('é\udcff😀\udcc3')
  expect(decodeBytes(bytes('a', [0x80, 0xe2, 0x82]))).toBe('a\udc80\udce2\udc82')
  // An overlong form and an encoded surrogate are no characters.
  expect(decodeBytes(bytes([0xc0, 0xaf, 0xed, 0xa0, 0x80]))).toBe('\udcc0\udcaf\udced\udca0\udc80')
})
