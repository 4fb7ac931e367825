import { setting } from './storage'

export type Theme = '' | 'light' | 'dark'

/** How this person likes it: sound and colours, kept in this browser. */
class Taste {
  sound = $state(setting.get('sound') !== 'off')
  theme = $state(setting.get('theme') as Theme)

  setSound(on: boolean): void {
    this.sound = on
    setting.set('sound', on ? '' : 'off')
  }
  setTheme(theme: Theme): void {
    this.theme = theme
    setting.set('theme', theme)
    document.documentElement.dataset.theme = theme
  }
}

export const taste = new Taste()
