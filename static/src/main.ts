import { mount } from 'svelte'
import './styles/tokens.css'
import './styles/base.css'
import App from './App.svelte'
import { preferred, words } from './lib/i18n/words.svelte'
import { setting } from './lib/storage'

document.documentElement.dataset.theme = setting.get('theme')

// The words first, so that nobody sees a page change its language.
await words.speak(preferred()).catch(() => undefined)

mount(App, { target: document.getElementById('page') ?? document.body })
// why things are refused, which nobody needs before the first refusal
void words.bring('refusals').catch(() => undefined)
