import { setting } from './storage'

export type Theme = '' | 'light' | 'dark'

/** How this person likes it: sound, colours and keys, kept in this browser. */
class Taste {
  sound = $state(setting.get('sound') !== 'off')
  /** Keys work by themselves; whoever speaks to their computer, or hits them by mistake, does without. */
  keys = $state(setting.get('keys') !== 'off')
  theme = $state(setting.get('theme') as Theme)

  setSound(on: boolean): void {
    this.sound = on
    setting.set('sound', on ? '' : 'off')
  }
  setKeys(on: boolean): void {
    this.keys = on
    setting.set('keys', on ? '' : 'off')
  }
  setTheme(theme: Theme): void {
    this.theme = theme
    setting.set('theme', theme)
    document.documentElement.dataset.theme = theme
  }
}

export const taste = new Taste()
