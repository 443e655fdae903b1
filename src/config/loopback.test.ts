import { expect, test } from 'vitest'
import { isLoopback } from './loopback.ts'

test.each([
  'http://localhost',
  'http://LOCALHOST:80',
  'http://a.localhost',
  'http://127.0.0.1',
  'http://127.1',
  'http://[::1]:1',
])('%s is on this machine', (url) => expect(isLoopback(new URL(url))).toBe(true))

test.each([
  'http://127.0.0.1.example.com',
  'http://127.example.com',
  'http://localhost.example.com',
  'http://10.0.0.1',
  'http://[::2]',
  'http://0.0.0.0',
  'https://cloud.mongodb.com',
])('%s is not on this machine', (url) => expect(isLoopback(new URL(url))).toBe(false))
