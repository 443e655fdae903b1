import { expect, test } from 'vitest'
import { onAbort } from './on-abort.ts'

test('many listeners of one signal are told, without a warning of the process', async () => {
  const warnings: Error[] = []
  const note = (warning: Error): void => void warnings.push(warning)
  process.on('warning', note)
  const controller = new AbortController()
  const told: number[] = []
  const stops = Array.from({ length: 30 }, (_, index) => onAbort(controller.signal, () => told.push(index)))
  stops[3]?.()
  controller.abort()
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)
  expect(told).toEqual(Array.from({ length: 30 }, (_, index) => index).filter((index) => index !== 3))
  expect(warnings).toEqual([])
})
