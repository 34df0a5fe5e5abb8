import { expect, test } from 'vitest'
import { bytesOf } from '../codecs/bytes'
import { Blobs } from './blobs'
import { blobsOf, type Edit } from './edit'

const content = (text: string) => bytesOf(Buffer.from(text))

test('numbers are not given again, also after a content was let go or came back from a journal', () => {
  const blobs = new Blobs()
  const first = blobs.add(content('a'))
  blobs.restore(7, content('b'))
  blobs.drop(first)
  expect(blobs.has(first)).toBe(false)
  expect(blobs.add(content('c'))).toBe(8)
})

test('a content that is not there is an error of the program, with its number', () => {
  expect(() => new Blobs().get(5)).toThrow(
    expect.objectContaining({ code: 'INTERNAL', message: expect.stringMatching(/5/) }),
  )
})

test('the contents that came with an edit are those that it sets and that were not there before', () => {
  const state = (content: number | null) => ({ name: null, mode: null, content })
  const edit: Edit = {
    label: 'Edit',
    typing: null,
    slots: [
      { at: '0', before: state(null), after: state(1) },
      { at: '1', before: state(2), after: state(2) },
      { at: '2', before: state(null), after: state(null) },
      { at: '3', before: state(3), after: null },
      { at: '4', before: null, after: state(4) },
      { at: '5', before: null, after: state(null) },
    ],
  }
  expect(blobsOf(edit)).toEqual([
    { at: '0', blob: 1 },
    { at: '4', blob: 4 },
  ])
})
