import { expect, test } from 'vitest'
import { likeExample } from './like-example.ts'

const like = (example: unknown, more: { readonly name?: string; readonly isRefused?: boolean } = {}): unknown =>
  likeExample(example, { name: 'value', word: () => 'wx3m6k0abc', variant: 2, isRefused: false, ...more })

test.each<[unknown, unknown]>([
  ['example.com', 'wx3m6k0abc.com'],
  ['ns1.example.com', 'ns1.wx3m6k0abc.com'],
  ['sammy@example.com', 'wx3m6k0abc@example.com'],
  ['https://example.com', 'https://example.com/wx3m6k0abc'],
  ['https://example.com/logo.png', 'https://example.com/wx3m6k0abc.png'],
  ['flag-key-123abc', 'flag-key-wx3m6k0abc'],
  ['My SSH Public Key', 'My SSH wx3m6k0abc Key'],
  ['sammy', 'wx3m6k0abc'],
  ['192.0.2.1', '192.0.2.3'],
  ['+1 555 0100', '+1 555 0102'],
  [['tag-example'], ['tag-wx3m6k0abc']],
  [1800, 1802],
  [100, 98],
])('a value like %j is %j', (example, made) => {
  expect(like(example)).toEqual(made)
})

test.each([
  ['EUR'],
  ['NS'],
  ['@'],
  ['en-US'],
  ['Europe/Berlin'],
  ['2031-03-10T10:20:30Z'],
  ['image/png'],
  [null],
  [7],
  [true],
])('the code %j stays as it is', (example) => {
  expect(like(example)).toBe(example)
})

test('a text of one word stays where the target asks for it, or where its name is that of a type', () => {
  expect(like('margin', { isRefused: true })).toBe('margin')
  expect(like('margin', { name: 'hook_type' })).toBe('margin')
})

test('hexadecimal digits stand for hexadecimal digits, and capitals stay', () => {
  expect(like('#00aabb')).toMatch(/^#[\da-f]{6}$/)
  expect(like('F5A623')).toMatch(/^[\dA-F]{6}$/)
  expect(like('#00aabb')).not.toBe('#00aabb')
})

test('a long token keeps its beginning and its length', () => {
  const key = `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ== me`
  expect(like(key)).toBe('ssh-rsa AAAAB3NzaC1yc2EAAAADwx3m6k0abc== me')
})

test.each([
  ['2031-03-10T10:20:30Z', '2031-05-09T10:20:30Z'],
  ['2031-03-10', '2031-05-09'],
  ['9999-12-31', '9999-12-31'],
  ['2031-13-10', '2031-13-10'],
])('the date %s is %s where members conflict', (example, made) => {
  expect(likeExample(example, { name: 'value', word: () => '', variant: 0, days: 60, isRefused: false })).toBe(made)
})
