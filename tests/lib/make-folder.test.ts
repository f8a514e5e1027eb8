import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../../src/lib/make-folder.ts'

const dir = mkdtempSync(join(tmpdir(), 'folders-'))
afterAll(() => rmSync(dir, { recursive: true }))

test('a folder is made with those above it, and one that is there stays', () => {
  for (const path of [join(dir, 'a/b/c'), join(dir, 'a/b'), dir]) {
    makeFolder(path)
    expect(statSync(path).isDirectory()).toBe(true)
  }
})

test('a folder below a file of another kind can’t be made', () => {
  expect(() => makeFolder('/dev/null/x')).toThrow("The folder /dev/null/x can't be made: ENOTDIR")
})

test('what is no folder, and a link to nothing, are said', () => {
  writeFileSync(join(dir, 'file'), '')
  symlinkSync(join(dir, 'nowhere'), join(dir, 'link'))
  expect(() => makeFolder(join(dir, 'file'))).toThrow("file can't be made: there is a file of this name.")
  expect(() => makeFolder(join(dir, 'file/below'))).toThrow("below can't be made: ENOTDIR")
  expect(() => makeFolder(join(dir, 'link'))).toThrow("link can't be made: ENOENT")
})
