import { afterEach, describe, expect, it, vi } from 'vitest'
import { modal } from './modal'

afterEach(() => document.body.replaceChildren())

function show(shut: () => void, firm = false) {
  document.body.innerHTML = '<button>Open</button><dialog><input type="file" /></dialog>'
  const [opener, dialog] = [document.querySelector('button'), document.querySelector('dialog')] as const
  if (!opener || !dialog) throw new Error('nothing to test')
  opener.focus()
  return { opener, dialog, end: modal(shut, firm)(dialog) as () => void }
}
const ask = (of: Element, cancelable = true) => {
  const asked = new Event('cancel', { cancelable, bubbles: of instanceof HTMLInputElement })
  of.dispatchEvent(asked)
  return asked
}

describe('a modal dialog', () => {
  it('is shut in the moment in which Escape asks for it', () => {
    const shut = vi.fn()
    const { dialog } = show(shut)
    expect(dialog.open).toBe(true)
    ask(dialog)
    expect(dialog.open).toBe(false)
    expect(shut).toHaveBeenCalled()
  })

  it('stays open when a file chooser in it is cancelled', () => {
    const shut = vi.fn()
    const { dialog } = show(shut)
    ask(dialog.querySelector('input') as Element)
    expect(dialog.open).toBe(true)
    expect(shut).not.toHaveBeenCalled()
  })

  it('is asked twice, if it is firm', () => {
    const shut = vi.fn()
    const { dialog } = show(shut, true)
    expect(ask(dialog).defaultPrevented).toBe(true)
    expect(shut).not.toHaveBeenCalled()
    ask(dialog, false)
    expect(shut).toHaveBeenCalled()
  })

  it('is not shut by the news that it was closed before it was opened again', () => {
    const shut = vi.fn()
    const { dialog } = show(shut)
    dialog.dispatchEvent(new Event('close'))
    expect(shut).not.toHaveBeenCalled()
  })

  it('gives the focus back when it is taken off the page, unless something else took it', () => {
    const { opener, dialog, end } = show(() => undefined)
    dialog.querySelector('input')?.focus()
    dialog.remove()
    end()
    expect(document.activeElement).toBe(opener)
  })

  it('says nothing any more when it is gone', () => {
    const shut = vi.fn()
    const { dialog, end } = show(shut)
    end()
    dialog.dispatchEvent(new Event('close'))
    expect(shut).not.toHaveBeenCalled()
  })
})
