import { expect, test } from 'vitest'
import { documentOf, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'
import type { Model } from '../model.ts'

const VARIANT = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, title: TEXT } }
const wrapped = { type: 'object', properties: { variant: ref('Variant') } }
const listed = { type: 'object', properties: { variants: { type: 'array', items: ref('Variant') } } }

const PRODUCTS = {
  'POST /products': { body: ref('Product'), answers: { 201: ref('Product') } },
  'GET /products/{product_id}': { answers: { 200: ref('Product'), 404: {} } },
  'DELETE /products/{product_id}': { answers: { 204: undefined } },
  'GET /products/{product_id}/variants': { answers: { 200: listed } },
  'POST /products/{product_id}/variants': { body: wrapped, answers: { 201: wrapped } },
  'DELETE /products/{product_id}/variants/{variant_id}': { answers: { 204: undefined } },
  'GET /variants/{variant_id}': { answers: { 200: wrapped, 404: {} } },
  'PUT /variants/{variant_id}': { body: wrapped, answers: { 200: wrapped } },
}

const modelOf = (more: Parameters<typeof documentOf>[0] = {}, without: readonly string[] = []): Model => {
  const entries = Object.entries({ ...PRODUCTS, ...more }).filter(([line]) => !without.includes(line))
  const product = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, name: TEXT } }
  return inferModel(documentOf(Object.fromEntries(entries), { Variant: VARIANT, Product: product }))
}

test('a member that is read at a path of its own, and deleted below its parent, is one resource', () => {
  const { resources } = modelOf()
  expect(Object.keys(resources)).toEqual(['product', 'variant'])
  expect(resources['variant']).toMatchObject({
    within: [{ resource: 'product' }],
    key: { parameters: ['variant_id'] },
    list: { operation: 'GET /products/{product_id}/variants' },
    create: { operation: 'POST /products/{product_id}/variants' },
    read: { operation: 'GET /variants/{variant_id}' },
    updates: [{ operation: 'PUT /variants/{variant_id}' }],
    delete: { operation: 'DELETE /products/{product_id}/variants/{variant_id}' },
  })
})

test('members below either path stay below their own member', () => {
  const images = { 'GET /variants/{variant_id}/images': { answers: { 200: { type: 'array', items: TEXT } } } }
  expect(modelOf(images).resources['variant']?.updates).toHaveLength(1)
  const deep = { 'GET /products/{product_id}/variants/{variant_id}/labels': { answers: { 200: {} } } }
  expect(modelOf({ ...images, ...deep }).resources['productVariant']?.updates).toEqual([])
})

test('halves with one operation each, of other schemas or with other keys stay two', () => {
  const read = { 'GET /products/{product_id}/variants/{variant_id}': { answers: { 200: wrapped } } }
  expect(Object.keys(modelOf(read).resources)).toContain('productVariant')
  const own = { type: 'object', properties: { colour: TEXT } }
  const other = {
    'GET /variants/{variant_id}': { answers: { 200: own } },
    'PUT /variants/{variant_id}': { body: own, answers: { 200: own } },
  }
  expect(Object.keys(modelOf(other).resources)).toContain('productVariant')
  const byId = {
    'GET /variants/{id}': { answers: { 200: wrapped } },
    'PUT /variants/{id}': { body: wrapped, answers: { 200: wrapped } },
  }
  const without = ['GET /variants/{variant_id}', 'PUT /variants/{variant_id}']
  expect(Object.keys(modelOf(byId, without).resources)).toContain('productVariant')
})
